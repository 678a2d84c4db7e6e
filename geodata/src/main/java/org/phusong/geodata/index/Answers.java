package org.phusong.geodata.index;

import java.util.Arrays;

/**
 * The answers that one {@link Lookup} knows, numbered from 0: first those of the index's dictionary, then others as they are met.
 *
 * <p>An open hash table over flat arrays; allocates only when an answer is new. Not thread-safe.
 */
final class Answers {

    private final int words;
    private int[] wards;
    private long[] classes;
    private int count;
    // Ids plus one, 0 for a free slot; at most half full.
    private int[] slots;

    Answers(int[] wards, long[] classes, int words) {
        this.words = words;
        this.count = wards.length;
        this.wards = Arrays.copyOf(wards, count + 64);
        this.classes = Arrays.copyOf(classes, (count + 64) * words);
        this.slots = new int[Integer.highestOneBit(Math.max(count, 64)) << 2];
        for (int id = 0; id < count; id++) {
            slots[freeSlot(id)] = id + 1;
        }
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
        int slot = start(hash(ward, bits, 0));
        for (; slots[slot] != 0; slot = (slot + 1) & (slots.length - 1)) {
            int id = slots[slot] - 1;
            if (wards[id] == ward && Arrays.equals(classes, id * words, (id + 1) * words, bits, 0, words)) {
                return id;
            }
        }
        return add(ward, bits, slot);
    }

    private int add(int ward, long[] bits, int slot) {
        if (count == wards.length) {
            wards = Arrays.copyOf(wards, count + (count >> 1));
            classes = Arrays.copyOf(classes, Math.multiplyExact(wards.length, words));
        }
        int id = count++;
        wards[id] = ward;
        System.arraycopy(bits, 0, classes, id * words, words);
        slots[slot] = id + 1;
        if (2 * count > slots.length) {
            slots = new int[2 * slots.length];
            for (int known = 0; known < count; known++) {
                slots[freeSlot(known)] = known + 1;
            }
        }
        return id;
    }

    private int freeSlot(int id) {
        int slot = start(hash(wards[id], classes, id * words));
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int start(long hash) {
        return (int) (hash >>> 32) & (slots.length - 1);
    }

    private long hash(int ward, long[] bits, int from) {
        long hash = ward;
        for (int word = from; word < from + words; word++) {
            hash = (hash ^ hash >>> 29 ^ bits[word]) * 0x9E3779B97F4A7C15L;
        }
        return (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
    }
}
