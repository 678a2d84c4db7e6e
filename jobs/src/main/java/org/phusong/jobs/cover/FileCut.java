package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which file each household is written to: the space-filling order, cut after so many rows at the border of a prefix. Immutable.
 *
 * <p>The cut follows from the exact counts, so it does not depend on how rows were distributed when they were read.
 */
final class FileCut implements Serializable {

    private static final long serialVersionUID = 1;

    /** About 40 MB of Parquet. */
    private static final long ROWS_PER_FILE = 1_000_000;

    /** The prefix of households without a point: after all others. */
    static final long UNLOCATED = HouseholdRows.UNLOCATED;

    private final long[] firstPrefixes;
    private final long[] rowsOfFiles;

    FileCut(SortedMap<Long, Long> rowsByPrefix, long unlocatedRows) {
        this(rowsByPrefix, unlocatedRows, ROWS_PER_FILE);
    }

    FileCut(SortedMap<Long, Long> rowsByPrefix, long unlocatedRows, long rowsPerFile) {
        long[] firsts = new long[rowsByPrefix.size() + 1];
        long[] counts = new long[rowsByPrefix.size() + 1];
        int files = 0;
        long rows = 0;
        for (Map.Entry<Long, Long> entry : rowsByPrefix.entrySet()) {
            if (files == 0 || rows + entry.getValue() > rowsPerFile) {
                firsts[files++] = entry.getKey();
                rows = 0;
            }
            rows += entry.getValue();
            counts[files - 1] = rows;
        }
        if (unlocatedRows > 0 && (files == 0 || rows + unlocatedRows > rowsPerFile)) {
            firsts[files++] = UNLOCATED;
        }
        if (unlocatedRows > 0) {
            counts[files - 1] += unlocatedRows;
        }
        this.rowsOfFiles = Arrays.copyOf(counts, files);
        this.firstPrefixes = Arrays.copyOf(firsts, files);
    }

    /** How many files there are. */
    int files() {
        return firstPrefixes.length;
    }

    /** How many households go to a file. */
    long rows(int file) {
        return rowsOfFiles[file];
    }

    /** The file of a household whose space key begins with this prefix. */
    int fileOf(long prefix) {
        int at = Arrays.binarySearch(firstPrefixes, prefix);
        return at >= 0 ? at : -at - 2;
    }
}
