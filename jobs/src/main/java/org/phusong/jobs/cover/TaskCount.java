package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.jobs.read.HouseholdOutcome;
import org.phusong.jobs.read.HouseholdReader;

/** What one task counts while it passes over households; counts of tasks add up. Not thread-safe. */
final class TaskCount implements Serializable {

    private static final long serialVersionUID = 1;

    /** Bits of a space key that households are counted by, to cut files: cells of 360 / 2^15 degrees, about 1.2 km. */
    static final int PREFIX_BITS = 30;

    private final int measures;
    private final IssueLog issues = new IssueLog();
    private final TreeMap<Integer, FileCounts> files = new TreeMap<>();
    private final HashMap<Bar, long[]> bars = new HashMap<>();
    private final TreeMap<Long, Long> rowsByPrefix = new TreeMap<>();
    private final BitSet listed = new BitSet();
    private long[] idHashes = new long[1024];
    private int ids;
    private long unlocatedRows;
    private long outsideRows;

    TaskCount(int measures) {
        this.measures = measures;
    }

    /** Counts a household's row that {@code where} left out or that was rejected. */
    void count(HouseholdOutcome outcome) {
        if (outcome instanceof HouseholdOutcome.LeftOut) {
            countFile(outcome.file(), new FileCounts(1, 0, 0));
        } else if (outcome instanceof HouseholdOutcome.Rejected rejected) {
            countFile(outcome.file(), new FileCounts(0, 0, 1));
            issues.add(rejected.issue());
        } else if (outcome instanceof HouseholdOutcome.Accepted accepted) {
            countFile(outcome.file(), new FileCounts(0, 1, 0));
            issues.addAll(accepted.issues());
        }
    }

    private void countFile(int file, FileCounts counts) {
        files.merge(file, counts, FileCounts::plus);
    }

    /** Counts where an accepted household is and what its id hashes to, and adds its measures to its bar. */
    void count(Household household, long[] bar) {
        GeoPoint point = household.point();
        for (int m = 0; m < measures; m++) {
            long value = household.thousandths().get(m);
            bar[2 * m] = Math.addExact(bar[2 * m], value);
            if (point == null) {
                bar[2 * m + 1] = Math.addExact(bar[2 * m + 1], value);
            }
        }
        if (point == null) {
            unlocatedRows++;
        } else {
            long prefix = SpaceKey.of(point.lon(), point.lat()) >>> (SpaceKey.BITS - PREFIX_BITS);
            rowsByPrefix.merge(prefix, 1L, Long::sum);
        }
        if (ids == idHashes.length) {
            idHashes = Arrays.copyOf(idHashes, ids + (ids >> 1));
        }
        idHashes[ids++] = HouseholdReader.hashOf(household.id());
    }

    void countOutside() {
        outsideRows++;
    }

    /** A new bar: total and unlocated thousandths of each measure in turn. */
    long[] newBar() {
        return new long[2 * measures];
    }

    /** Adds a bar. */
    void add(Bar bar, long[] thousandths) {
        bars.merge(bar, thousandths, TaskCount::sum);
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = new long[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.addExact(a[i], b[i]);
        }
        return sum;
    }

    void addListed(BitSet met) {
        listed.or(met);
    }

    /** Rows passed, those left out included. */
    long rows() {
        return files.values().stream()
                .mapToLong(f -> f.leftOut() + f.accepted() + f.rejected())
                .sum();
    }

    /** Takes over what another task counted. */
    TaskCount merge(TaskCount other) {
        issues.merge(other.issues);
        other.files.forEach(this::countFile);
        other.bars.forEach(this::add);
        other.rowsByPrefix.forEach((prefix, rows) -> rowsByPrefix.merge(prefix, rows, Long::sum));
        listed.or(other.listed);
        idHashes = Arrays.copyOf(idHashes, Math.addExact(ids, other.ids));
        System.arraycopy(other.idHashes, 0, idHashes, ids, other.ids);
        ids += other.ids;
        unlocatedRows += other.unlocatedRows;
        outsideRows += other.outsideRows;
        return this;
    }

    /** Hashes of ids that occur more than once, ascending. */
    long[] repeatedIdHashes() {
        long[] sorted = Arrays.copyOf(idHashes, ids);
        Arrays.parallelSort(sorted);
        long[] repeated = new long[sorted.length];
        int n = 0;
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1] && (n == 0 || repeated[n - 1] != sorted[i])) {
                repeated[n++] = sorted[i];
            }
        }
        return Arrays.copyOf(repeated, n);
    }

    IssueLog issues() {
        return issues;
    }

    FileCounts file(int ordinal) {
        return files.getOrDefault(ordinal, new FileCounts(0, 0, 0));
    }

    Map<Bar, long[]> bars() {
        return bars;
    }

    /** Located households by the first bits of their space key. */
    SortedMap<Long, Long> rowsByPrefix() {
        return rowsByPrefix;
    }

    BitSet listed() {
        return listed;
    }

    long unlocatedRows() {
        return unlocatedRows;
    }

    long outsideRows() {
        return outsideRows;
    }

    /** The sum of the bars for which {@code ward} holds, total and unlocated of each measure in turn. */
    long[] sumOf(IntPredicate ward) {
        List<long[]> chosen = new ArrayList<>();
        bars.forEach((bar, thousandths) -> {
            if (ward.test(bar.ward())) {
                chosen.add(thousandths);
            }
        });
        return chosen.stream().reduce(newBar(), TaskCount::sum);
    }
}
