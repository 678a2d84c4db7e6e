package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.Arrays;

/** Numbers distinct longs from 0 in the order of their arrival; allocates only to grow. Not thread-safe. */
final class LongNumbers implements Serializable {

    private static final long serialVersionUID = 1;

    private long[] values = new long[16];
    private int[] slots = new int[64];
    private int count;
    // Values that follow one another are often equal.
    private long last;
    private int lastNumber = -1;

    LongNumbers() {
        Arrays.fill(slots, -1);
    }

    /** The number of a value, a new one where it was not met before. */
    int numberOf(long value) {
        if (value != last || lastNumber < 0) {
            lastNumber = find(value);
            last = value;
        }
        return lastNumber;
    }

    private int find(long value) {
        int slot = slotOf(value);
        if (slots[slot] >= 0) {
            return slots[slot];
        }
        if (2 * (count + 1) > slots.length) {
            slots = new int[Math.multiplyExact(2, slots.length)];
            Arrays.fill(slots, -1);
            for (int number = 0; number < count; number++) {
                slots[slotOf(values[number])] = number;
            }
            slot = slotOf(value);
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count] = value;
        slots[slot] = count;
        return count++;
    }

    /** True when the value was met. */
    boolean contains(long value) {
        return slots[slotOf(value)] >= 0;
    }

    /** The value with this number. */
    long value(int number) {
        return values[number];
    }

    int count() {
        return count;
    }

    private int slotOf(long value) {
        // Fibonacci hashing, Knuth, The Art of Computer Programming 3, 6.4.
        long hash = value * 0x9E3779B97F4A7C15L;
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] >= 0 && values[slots[slot]] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
