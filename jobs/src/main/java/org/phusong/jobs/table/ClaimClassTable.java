package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.OperatorBook;

/** {@code claim_class.parquet}: the distinct attributes of claims, numbered by content. Mbit/s, ms, dBm. */
public final class ClaimClassTable {

    /** Name of the file in a revision. */
    public static final String FILE = "claim_class.parquet";

    private static final MessageType SCHEMA = withAttributes(new TableSchema("claim_class").integer("class_id"))
            .text("network")
            .toMessage();

    private ClaimClassTable() {}

    /** The columns of a claim's attributes, as {@link #attributes} fills them. */
    static TableSchema withAttributes(TableSchema schema) {
        return schema.text("operator")
                .text("technology")
                .nullableDecimal("down_mbps")
                .nullableDecimal("up_mbps")
                .nullableDecimal("latency_ms")
                .nullableDecimal("signal_dbm")
                .nullableText("environment")
                .text("customer")
                .text("status")
                .text("evidence");
    }

    /** Puts attributes into a row. */
    static void attributes(ClaimClass claim, @Nullable Object[] row, int from) {
        row[from] = claim.operator();
        row[from + 1] = claim.technology().name();
        row[from + 2] = claim.downMbps();
        row[from + 3] = claim.upMbps();
        row[from + 4] = claim.latencyMs();
        row[from + 5] = claim.signalDbm();
        row[from + 6] = claim.environment() == null ? null : ClaimClass.text(claim.environment());
        row[from + 7] = ClaimClass.text(claim.customer());
        row[from + 8] = ClaimClass.text(claim.status());
        row[from + 9] = ClaimClass.text(claim.evidence());
    }

    /**
     * Writes the classes.
     *
     * @param classes in the order of their ids
     * @param operators which network an operator runs on
     */
    public static void write(Path file, List<ClaimClass> classes, OperatorBook operators) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (int id = 0; id < classes.size(); id++) {
                @Nullable Object[] row = new @Nullable Object[SCHEMA.getFieldCount()];
                row[0] = id;
                attributes(classes.get(id), row, 1);
                row[row.length - 1] = operators.networkOf(classes.get(id).operator());
                writer.write(row);
            }
        }
    }
}
