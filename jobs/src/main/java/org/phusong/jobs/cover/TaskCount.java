package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;
import org.phusong.geodata.issue.IssueLog;

/** What one task counts while it passes over households; counts of tasks add up. Not thread-safe. */
final class TaskCount implements Serializable {

    private static final long serialVersionUID = 1;

    /** Bits of a space key that households are counted by, to cut files: cells of 360 / 2^15 degrees, about 1.2 km. */
    static final int PREFIX_BITS = 30;

    private final IssueLog issues = new IssueLog();
    private final TreeMap<Integer, FileCounts> files = new TreeMap<>();
    private final Bars bars;
    private final TreeMap<Long, Long> rowsByPrefix = new TreeMap<>();
    private final BitSet listed = new BitSet();
    private IdHashes idHashes = new IdHashes();
    private long unlocatedRows;
    private long outsideRows;
    // Households that follow one another are mostly in one cell: its rows are added up before they are put into the
    // map.
    private long prefix = -1;
    private long prefixRows;

    /** @param words longs in a bit set of classes */
    TaskCount(int words, int measures) {
        this.bars = new Bars(words, measures);
    }

    void countFile(int file, FileCounts counts) {
        files.merge(file, counts, FileCounts::plus);
    }

    void countPrefix(long ofHousehold) {
        if (ofHousehold != prefix) {
            addPrefix();
            prefix = ofHousehold;
        }
        prefixRows++;
    }

    private void addPrefix() {
        if (prefixRows > 0) {
            rowsByPrefix.merge(prefix, prefixRows, Long::sum);
            prefixRows = 0;
        }
    }

    void countId(long hash) {
        idHashes.add(hash);
    }

    void countOutside(long rows) {
        outsideRows += rows;
    }

    void countUnlocated(long rows) {
        unlocatedRows += rows;
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
    void merge(TaskCount other) {
        issues.merge(other.issues);
        other.files.forEach(this::countFile);
        bars.merge(other.bars);
        other.rowsByPrefix().forEach((at, rows) -> rowsByPrefix.merge(at, rows, Long::sum));
        listed.or(other.listed);
        idHashes.merge(other.idHashes);
        unlocatedRows += other.unlocatedRows;
        outsideRows += other.outsideRows;
    }

    /** Hashes of ids that occur more than once, ascending; can be asked for once. */
    long[] takeRepeatedIdHashes() {
        IdHashes all = idHashes;
        idHashes = new IdHashes();
        return all.repeated();
    }

    IssueLog issues() {
        return issues;
    }

    FileCounts file(int ordinal) {
        return files.getOrDefault(ordinal, new FileCounts(0, 0, 0));
    }

    Bars bars() {
        return bars;
    }

    /** Located households by the first bits of their space key. */
    SortedMap<Long, Long> rowsByPrefix() {
        addPrefix();
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
}
