package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Hashes of household ids, to find those that occur more than once without sending households about: eight bytes each. Not thread-safe.
 *
 * <p>Each task sorts its own, so that the driver only has to go through the sorted runs.
 */
final class IdHashes implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<long[]> runs = new ArrayList<>();
    private long[] open = new long[1024];
    private int size;

    void add(long hash) {
        if (size == open.length) {
            open = Arrays.copyOf(open, size + (size >> 1));
        }
        open[size++] = hash;
    }

    void merge(IdHashes other) {
        other.close();
        runs.addAll(other.runs);
    }

    private void close() {
        if (size > 0) {
            long[] run = Arrays.copyOf(open, size);
            Arrays.sort(run);
            runs.add(run);
            size = 0;
            open = new long[1024];
        }
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        close();
        out.defaultWriteObject();
    }

    /** Hashes that occur more than once, ascending; empties this. */
    long[] repeated() {
        close();
        List<long[]> sorted = List.copyOf(runs);
        int[] at = new int[sorted.size()];
        long[] found = new long[16];
        int n = 0;
        // A slice of the range of hashes after the other: hashes are spread evenly, so slices are small and of one
        // size.
        int slices = Math.max(1, (int) (sorted.stream().mapToLong(r -> r.length).sum() >> 20));
        long step = Long.divideUnsigned(-1L, slices);
        for (int slice = 0; slice < slices; slice++) {
            long last = slice == slices - 1 ? Long.MAX_VALUE : Long.MIN_VALUE + step * (slice + 1);
            long[] part = part(sorted, at, last);
            for (int i = 1; i < part.length; i++) {
                if (part[i] == part[i - 1] && (n == 0 || found[n - 1] != part[i])) {
                    if (n == found.length) {
                        found = Arrays.copyOf(found, 2 * n);
                    }
                    found[n++] = part[i];
                }
            }
        }
        runs.clear();
        return Arrays.copyOf(found, n);
    }

    /** The hashes of all runs from where they were left to {@code last}, sorted. */
    private static long[] part(List<long[]> sorted, int[] at, long last) {
        int[] ends = new int[at.length];
        int length = 0;
        for (int r = 0; r < at.length; r++) {
            long[] run = sorted.get(r);
            int end = at[r];
            while (end < run.length && run[end] <= last) {
                end++;
            }
            ends[r] = end;
            length += end - at[r];
        }
        long[] part = new long[length];
        int to = 0;
        for (int r = 0; r < at.length; r++) {
            System.arraycopy(sorted.get(r), at[r], part, to, ends[r] - at[r]);
            to += ends[r] - at[r];
            at[r] = ends[r];
        }
        Arrays.parallelSort(part);
        return part;
    }
}
