package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.Arrays;

/** A set of rows of the household files. Immutable. */
public final class RowKeys implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows of one file have numbers below this. */
    private static final int RECORD_BITS = 40;

    /** No rows. */
    public static final RowKeys NONE = new RowKeys(new long[0]);

    private final long[] sorted;

    private RowKeys(long[] sorted) {
        this.sorted = sorted;
    }

    /** The set of these {@link #key}s. */
    static RowKeys of(long[] keys) {
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        return new RowKeys(sorted);
    }

    /** A number for a row: its file's place among the input's files, and its number in that file, from 1. */
    static long key(int file, long record) {
        return (long) file << RECORD_BITS | record;
    }

    /** How many rows. */
    public int size() {
        return sorted.length;
    }

    /** True when the row is one of them. */
    boolean contains(int file, long record) {
        return sorted.length > 0 && Arrays.binarySearch(sorted, key(file, record)) >= 0;
    }
}
