package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.WardAnswer;

/** {@code ward_answer.parquet}: the histogram from which every figure follows. Amounts in units of the measure. */
public final class WardAnswerTable {

    /** Name of the file in a revision. */
    public static final String FILE = "ward_answer.parquet";

    private WardAnswerTable() {}

    /**
     * Writes the histogram, sorted here.
     *
     * @param groupsBelow names of the groups below the ward, in the order of {@link WardAnswer#groups()}; one column each
     * @param histogram in any order, without two bars of one key
     */
    public static void write(Path file, List<String> groupsBelow, List<WardAnswer> histogram) throws IOException {
        TableSchema schema = new TableSchema("ward_answer").text("ward_code");
        Comparator<WardAnswer> order = Comparator.comparing(WardAnswer::wardCode, CodePointOrder.INSTANCE);
        for (int g = 0; g < groupsBelow.size(); g++) {
            int group = g;
            schema.text(groupsBelow.get(g));
            order = order.thenComparing(bar -> bar.groups().get(group), CodePointOrder.INSTANCE);
        }
        MessageType message = schema.integer("answer_id")
                .text("measure")
                .decimal("total")
                .decimal("unlocated")
                .toMessage();
        order = order.thenComparingInt(WardAnswer::answerId)
                .thenComparing(WardAnswer::measure, CodePointOrder.INSTANCE);
        List<WardAnswer> sorted = histogram.stream().sorted(order).toList();
        // Hundreds of thousands of rows, of few texts.
        Map<String, Binary> texts = new HashMap<>();
        try (ColumnTable table = ColumnTable.create(file, message, Set.of(), Set.of())) {
            for (int start = 0; start < sorted.size(); start += ColumnTable.ROWS_PER_GROUP) {
                List<WardAnswer> group =
                        sorted.subList(start, Math.min(start + ColumnTable.ROWS_PER_GROUP, sorted.size()));
                ColumnWriter[] columns = table.startGroup();
                for (int from = 0; from < group.size(); from += ColumnTable.ROWS_PER_CHUNK) {
                    List<WardAnswer> chunk =
                            group.subList(from, Math.min(from + ColumnTable.ROWS_PER_CHUNK, group.size()));
                    chunk.forEach(bar -> write(bar, columns, texts));
                    table.endChunk(chunk.size());
                }
                table.endGroup(group.size());
            }
        }
    }

    private static void write(WardAnswer bar, ColumnWriter[] columns, Map<String, Binary> texts) {
        int at = 0;
        columns[at++].write(text(bar.wardCode(), texts), 0, 0);
        for (String value : bar.groups()) {
            columns[at++].write(text(value, texts), 0, 0);
        }
        columns[at++].write(bar.answerId(), 0, 0);
        columns[at++].write(text(bar.measure(), texts), 0, 0);
        columns[at++].write(Thousandths.toDouble(bar.total()), 0, 0);
        columns[at].write(Thousandths.toDouble(bar.unlocated()), 0, 0);
    }

    private static Binary text(String value, Map<String, Binary> texts) {
        return texts.computeIfAbsent(value, Binary::fromString);
    }
}
