package org.phusong.geodata.index;

import java.util.Arrays;

/** A growing array of ints that can be read while it grows. */
final class IntArray {

    private int[] values;
    private int size;

    IntArray(int capacity) {
        values = new int[Math.max(capacity, 4)];
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, grown(size));
        }
        values[size++] = value;
    }

    /** Makes room for {@code count} more, to be set, and returns where they begin. */
    int extend(int count) {
        int start = size;
        while (values.length - size < count) {
            values = Arrays.copyOf(values, grown(values.length));
        }
        size += count;
        return start;
    }

    private static int grown(int length) {
        long grown = length + (length >> 1) + 16L;
        if (length >= Integer.MAX_VALUE - 64) {
            throw new IllegalStateException("The index would hold more than 2^31 numbers: split the study area");
        }
        return (int) Math.min(grown, Integer.MAX_VALUE - 64);
    }

    void clear() {
        size = 0;
    }

    int get(int i) {
        return values[i];
    }

    void set(int i, int value) {
        values[i] = value;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
