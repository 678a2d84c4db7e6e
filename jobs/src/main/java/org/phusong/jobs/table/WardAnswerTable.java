package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
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
        try (TableWriter writer = TableWriter.create(file, message, Map.of())) {
            for (WardAnswer bar : histogram.stream().sorted(order).toList()) {
                @Nullable Object[] row = new @Nullable Object[message.getFieldCount()];
                row[0] = bar.wardCode();
                for (int g = 0; g < groupsBelow.size(); g++) {
                    row[1 + g] = bar.groups().get(g);
                }
                int next = 1 + groupsBelow.size();
                row[next] = bar.answerId();
                row[next + 1] = bar.measure();
                row[next + 2] = Thousandths.toDouble(bar.total());
                row[next + 3] = Thousandths.toDouble(bar.unlocated());
                writer.write(row);
            }
        }
    }
}
