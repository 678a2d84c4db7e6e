package org.phusong.geodata.issue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.phusong.geodata.claim.CodePointOrder;

/**
 * Issues of a run: all counted, the first {@link #MAX_KEPT} of each kind and input kept.
 *
 * <p>Which are kept does not depend on the order of arrival: the first by record id, field, value and then the rest. Logs of parallel
 * tasks are merged. Not thread-safe.
 */
public final class IssueLog implements Serializable {

    private static final long serialVersionUID = 1;

    /** Rows kept for each kind and input. */
    public static final int MAX_KEPT = 10_000;

    /** The order of {@code data_issue}: input, then record id (nulls first), field, value, record. */
    public static final Comparator<DataIssue> ORDER = Comparator.comparing(DataIssue::input, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::recordId, Comparator.nullsFirst(CodePointOrder.INSTANCE))
            .thenComparing(DataIssue::field, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::value, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::kind)
            .thenComparing(DataIssue::effect)
            .thenComparing(DataIssue::message)
            .thenComparing(DataIssue::lon, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataIssue::lat, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataIssue::record, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Map<Key, Long> counts = new TreeMap<>();
    private final Map<KindOfInput, List<DataIssue>> kept = new TreeMap<>();

    /** What {@code run_report.json} counts by. */
    public record Key(String input, IssueKind kind, Effect effect) implements Comparable<Key>, Serializable {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::input)
                    .thenComparing(Key::kind)
                    .thenComparing(Key::effect)
                    .compare(this, other);
        }
    }

    private record KindOfInput(String input, IssueKind kind) implements Comparable<KindOfInput>, Serializable {
        @Override
        public int compareTo(KindOfInput other) {
            return Comparator.comparing(KindOfInput::input)
                    .thenComparing(KindOfInput::kind)
                    .compare(this, other);
        }
    }

    /**
     * A log that counts and keeps what another did.
     *
     * @param counts as {@link #counts()} gave them
     * @param kept as {@link #kept()} gave them
     */
    public static IssueLog of(Map<Key, Long> counts, List<DataIssue> kept) {
        IssueLog log = new IssueLog();
        log.counts.putAll(counts);
        kept.forEach(log::keep);
        return log;
    }

    /** Counts the issue, and keeps it if it is among the first of its kind and input. */
    public void add(DataIssue issue) {
        counts.merge(new Key(issue.input(), issue.kind(), issue.effect()), 1L, Long::sum);
        keep(issue);
    }

    /** Adds every issue. */
    public void addAll(Iterable<DataIssue> issues) {
        issues.forEach(this::add);
    }

    /** Takes over what another log counted and kept. */
    public void merge(IssueLog other) {
        other.counts.forEach((key, count) -> counts.merge(key, count, Long::sum));
        other.kept.values().forEach(list -> list.forEach(this::keep));
    }

    private void keep(DataIssue issue) {
        List<DataIssue> list =
                kept.computeIfAbsent(new KindOfInput(issue.input(), issue.kind()), k -> new ArrayList<>());
        list.add(issue);
        // Trimming at twice the bound makes the cost of keeping constant on average.
        if (list.size() >= 2 * MAX_KEPT) {
            trim(list);
        }
    }

    private static void trim(List<DataIssue> list) {
        list.sort(ORDER);
        if (list.size() > MAX_KEPT) {
            list.subList(MAX_KEPT, list.size()).clear();
        }
    }

    /** Every count, by input, kind and effect. */
    public Map<Key, Long> counts() {
        return Map.copyOf(counts);
    }

    /** All counts of one kind, over all inputs and effects. */
    public long countOf(IssueKind kind) {
        return counts.entrySet().stream()
                .filter(e -> e.getKey().kind() == kind)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The issues that were kept, in {@link #ORDER}. */
    public List<DataIssue> kept() {
        kept.values().forEach(IssueLog::trim);
        return kept.values().stream().flatMap(List::stream).sorted(ORDER).toList();
    }
}
