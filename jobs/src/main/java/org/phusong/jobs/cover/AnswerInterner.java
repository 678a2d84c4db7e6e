package org.phusong.jobs.cover;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Numbers the answers that one task meets, from 0 in the order of arrival. Allocates only when an answer is new.
 *
 * <p>These numbers never leave the task: answers are numbered by content once all tasks are done.
 */
final class AnswerInterner {

    private final int words;
    private long[] answers;
    private int count;
    private int[] slots = new int[64];

    /** @param words longs in an answer's bit set */
    AnswerInterner(int words) {
        this.words = words;
        this.answers = new long[16 * Math.max(words, 1)];
        Arrays.fill(slots, -1);
    }

    /** The number of an answer. */
    int idOf(long[] answer) {
        int slot = slotOf(answer, 0);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        if (2 * (count + 1) > slots.length) {
            grow();
            slot = slotOf(answer, 0);
        }
        if ((count + 1) * words > answers.length) {
            answers = Arrays.copyOf(answers, Math.multiplyExact(2, answers.length));
        }
        System.arraycopy(answer, 0, answers, count * words, words);
        slots[slot] = count;
        return count++;
    }

    int count() {
        return count;
    }

    /** The ascending class ids of an answer. */
    int[] classIds(int id) {
        return classIds(Arrays.copyOfRange(answers, id * words, (id + 1) * words));
    }

    /** The ascending class ids of a bit set. */
    static int[] classIds(long[] answer) {
        return BitSet.valueOf(answer).stream().toArray();
    }

    private int slotOf(long[] from, int start) {
        long hash = 0;
        for (int i = 0; i < words; i++) {
            // Fibonacci hashing, Knuth, The Art of Computer Programming 3, 6.4.
            hash = (hash ^ from[start + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        int mask = slots.length - 1;
        int slot = (int) hash & mask;
        while (slots[slot] >= 0 && !isAt(slots[slot], from, start)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int id, long[] from, int start) {
        return Arrays.equals(answers, id * words, (id + 1) * words, from, start, start + words);
    }

    private void grow() {
        slots = new int[2 * slots.length];
        Arrays.fill(slots, -1);
        for (int id = 0; id < count; id++) {
            slots[slotOf(answers, id * words)] = id;
        }
    }
}
