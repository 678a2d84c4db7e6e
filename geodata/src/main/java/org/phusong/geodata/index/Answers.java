package org.phusong.geodata.index;

import java.util.Arrays;

/**
 * Answers, each a ward and a set of classes, numbered from 0 as they are met.
 *
 * <p>An open hash table whose slots hold the answers themselves, so that one that is known is found in one place of memory. Allocates
 * only when an answer is new. Not thread-safe.
 */
final class Answers {

    private final int words;
    private int[] wards = new int[64];
    private long[] classes;
    private int count;
    // Slot by slot the classes, then the ward with the id plus one in the lower half; 0 there for a free slot. At most
    // half full.
    private long[] slots;

    Answers(int classCount) {
        this.words = (classCount + 63) / 64;
        this.classes = new long[wards.length * words];
        this.slots = new long[2 * wards.length * (words + 1)];
    }

    int count() {
        return count;
    }

    int ward(int id) {
        return wards[id];
    }

    void classes(int id, long[] into) {
        System.arraycopy(classes, id * words, into, 0, words);
    }

    /** The id of an answer, a new one if it has not been met. */
    int idOf(int ward, long[] bits) {
        return idOf(ward, bits, 0);
    }

    /** As {@link #idOf(int, long[])}, with the classes from a place in an array. */
    int idOf(int ward, long[] bits, int from) {
        int stride = words + 1;
        int mask = slots.length / stride - 1;
        int slot = hash(ward, bits, from) & mask;
        while (true) {
            long last = slots[slot * stride + words];
            if ((int) last == 0) {
                return add(ward, bits, from);
            }
            if ((int) (last >> 32) == ward && holds(slot * stride, bits, from)) {
                return (int) last - 1;
            }
            slot = (slot + 1) & mask;
        }
    }

    private boolean holds(int at, long[] bits, int from) {
        long difference = 0;
        for (int word = 0; word < words; word++) {
            difference |= slots[at + word] ^ bits[from + word];
        }
        return difference == 0;
    }

    private int add(int ward, long[] bits, int from) {
        if (count == wards.length) {
            wards = Arrays.copyOf(wards, 2 * count);
            classes = Arrays.copyOf(classes, Math.multiplyExact(wards.length, words));
            slots = new long[Math.multiplyExact(2 * wards.length, words + 1)];
            long[] known = new long[words];
            for (int id = 0; id < count; id++) {
                classes(id, known);
                put(id, known, 0);
            }
        }
        int id = count++;
        wards[id] = ward;
        System.arraycopy(bits, from, classes, id * words, words);
        put(id, bits, from);
        return id;
    }

    private void put(int id, long[] bits, int from) {
        int stride = words + 1;
        int mask = slots.length / stride - 1;
        int slot = hash(wards[id], bits, from) & mask;
        while ((int) slots[slot * stride + words] != 0) {
            slot = (slot + 1) & mask;
        }
        System.arraycopy(bits, from, slots, slot * stride, words);
        slots[slot * stride + words] = (long) wards[id] << 32 | id + 1;
    }

    private int hash(int ward, long[] bits, int from) {
        long hash = ward;
        for (int word = 0; word < words; word++) {
            hash = (hash ^ hash >>> 29 ^ bits[from + word]) * 0x9E3779B97F4A7C15L;
        }
        return (int) (((hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L) >>> 32);
    }

    /** The ward of each. */
    int[] wards() {
        return Arrays.copyOf(wards, count);
    }

    /** The classes of each. */
    long[] classes() {
        return Arrays.copyOf(classes, count * words);
    }
}
