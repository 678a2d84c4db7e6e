package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.assess.Reach;

/**
 * The histogram of a finished release, read back from {@code claim_class}, {@code answer} and {@code ward_answer}: what any definition of
 * service reaches follows from it exactly, without a look at households. Immutable.
 */
public final class ReleasedAnswers {

    private static final double PER_UNIT = 1_000;

    private final List<ClaimClass> classes;
    private final int[][] classIdsOf;
    private final List<String> wards;
    private final List<String> measures;
    // Bars, one an index: ward and measure by their places in the lists, amounts in thousandths.
    private final int[] ward;
    private final int[] answer;
    private final int[] measure;
    private final long[] total;
    private final long[] unlocated;

    private ReleasedAnswers(List<ClaimClass> classes, int[][] classIdsOf, Bars bars) {
        this.classes = List.copyOf(classes);
        this.classIdsOf = classIdsOf;
        this.wards = bars.wards.names();
        this.measures = bars.measures.names();
        this.ward = bars.wards.numbers();
        this.measure = bars.measures.numbers();
        this.answer = bars.answer.stream().mapToInt(Integer::intValue).toArray();
        this.total = bars.total.stream().mapToLong(Long::longValue).toArray();
        this.unlocated = bars.unlocated.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Reads the three tables.
     *
     * @param revision folder of a revision
     * @throws IOException when a table cannot be read
     * @throws ReleaseException when a table lacks a column
     */
    public static ReleasedAnswers read(Path revision) throws IOException {
        Bars bars = new Bars();
        TableColumns.read(revision.resolve(WardAnswerTable.FILE), bars.columns());
        return new ReleasedAnswers(
                readClasses(revision.resolve(ClaimClassTable.FILE)),
                readAnswers(revision.resolve(AnswerTable.FILE)),
                bars);
    }

    /** The claim classes; their places are their ids. */
    public List<ClaimClass> classes() {
        return classes;
    }

    /** Names of the measures. */
    public List<String> measures() {
        return measures;
    }

    /**
     * How far claims reach into each ward that has any of a measure, by code.
     *
     * @param meets which classes serve
     * @throws IllegalArgumentException when the release has no such measure
     */
    public SortedMap<String, Reach> reach(Predicate<ClaimClass> meets, String measureName) {
        int asked = measures.indexOf(measureName);
        if (asked < 0) {
            throw new IllegalArgumentException(
                    "The release has no measure \"" + measureName + "\"; it has " + String.join(", ", measures));
        }
        boolean[] serves = new boolean[classes.size()];
        for (int id = 0; id < serves.length; id++) {
            serves[id] = meets.test(classes.get(id));
        }
        boolean[] served = new boolean[classIdsOf.length];
        for (int id = 0; id < served.length; id++) {
            served[id] = Arrays.stream(classIdsOf[id]).anyMatch(c -> serves[c]);
        }
        long[][] sums = new long[wards.size()][4];
        for (int bar = 0; bar < ward.length; bar++) {
            if (measure[bar] == asked) {
                long[] sum = sums[ward[bar]];
                sum[0] = Math.addExact(sum[0], total[bar]);
                sum[1] += unlocated[bar];
                if (served[answer[bar]]) {
                    sum[2] += total[bar];
                    sum[3] += unlocated[bar];
                }
            }
        }
        SortedMap<String, Reach> reach = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int w = 0; w < sums.length; w++) {
            reach.put(wards.get(w), new Reach(sums[w][0], sums[w][1], sums[w][2], sums[w][3]));
        }
        return reach;
    }

    private static int[][] readAnswers(Path file) throws IOException {
        List<List<Integer>> answers = new ArrayList<>();
        TableColumns.read(file, Map.of("class_ids.list.element", at -> {
            if (at.getCurrentRepetitionLevel() == 0) {
                answers.add(new ArrayList<>());
            }
            if (!TableColumns.isNull(at)) {
                answers.get(answers.size() - 1).add(at.getInteger());
            }
        }));
        return answers.stream()
                .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static List<ClaimClass> readClasses(Path file) throws IOException {
        Map<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        Map<String, Consumer<ColumnReader>> readers = new LinkedHashMap<>();
        for (String name : List.of("operator", "technology", "environment", "customer", "status", "evidence")) {
            List<@Nullable Object> values = columns.computeIfAbsent(name, n -> new ArrayList<>());
            readers.put(name, at -> values.add(TableColumns.isNull(at) ? null : TableColumns.text(at)));
        }
        for (String name : List.of("down_mbps", "up_mbps", "latency_ms", "signal_dbm")) {
            List<@Nullable Object> values = columns.computeIfAbsent(name, n -> new ArrayList<>());
            readers.put(name, at -> values.add(TableColumns.isNull(at) ? null : (Object) at.getDouble()));
        }
        TableColumns.read(file, readers);
        List<ClaimClass> classes = new ArrayList<>();
        int count = columns.values().stream().mapToInt(List::size).max().orElse(0);
        for (int id = 0; id < count; id++) {
            Row row = new Row(columns, id);
            classes.add(new ClaimClass(
                    row.text("operator"),
                    Technology.valueOf(row.text("technology")),
                    row.number("down_mbps"),
                    row.number("up_mbps"),
                    row.number("latency_ms"),
                    row.number("signal_dbm"),
                    row.isNull("environment") ? null : Environment.valueOf(row.name("environment")),
                    Customer.valueOf(row.name("customer")),
                    ClaimStatus.valueOf(row.name("status")),
                    Evidence.valueOf(row.name("evidence"))));
        }
        return classes;
    }

    private record Row(Map<String, List<@Nullable Object>> columns, int at) {

        private @Nullable Object value(String column) {
            List<@Nullable Object> values = columns.get(column);
            return values == null ? null : values.get(at);
        }

        boolean isNull(String column) {
            return value(column) == null;
        }

        String text(String column) {
            return String.valueOf(value(column));
        }

        /** Name of an enum's constant. */
        String name(String column) {
            return text(column).toUpperCase(Locale.ROOT);
        }

        @Nullable
        Double number(String column) {
            return (Double) value(column);
        }
    }

    /** A text column as numbers into a list of its distinct values. */
    private static final class Names {

        private final Map<String, Integer> known = new LinkedHashMap<>();
        private final List<Integer> numbers = new ArrayList<>();

        void add(String name) {
            numbers.add(known.computeIfAbsent(name, n -> known.size()));
        }

        List<String> names() {
            return List.copyOf(known.keySet());
        }

        int[] numbers() {
            return numbers.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private static final class Bars {

        private final Names wards = new Names();
        private final Names measures = new Names();
        private final List<Integer> answer = new ArrayList<>();
        private final List<Long> total = new ArrayList<>();
        private final List<Long> unlocated = new ArrayList<>();

        Map<String, Consumer<ColumnReader>> columns() {
            return Map.of(
                    "ward_code", at -> wards.add(TableColumns.text(at)),
                    "answer_id", at -> answer.add(at.getInteger()),
                    "measure", at -> measures.add(TableColumns.text(at)),
                    "total", at -> total.add(Math.round(at.getDouble() * PER_UNIT)),
                    "unlocated", at -> unlocated.add(Math.round(at.getDouble() * PER_UNIT)));
        }
    }
}
