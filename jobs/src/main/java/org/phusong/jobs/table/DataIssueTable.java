package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.issue.DataIssue;

/** {@code restricted/data_issue.parquet}: the problems that were found and kept. */
public final class DataIssueTable {

    /** Name of the file below {@code restricted/}. */
    public static final String FILE = "data_issue.parquet";

    private static final MessageType SCHEMA = new TableSchema("data_issue")
            .text("input")
            .nullableWhole("record")
            .nullableText("record_id")
            .text("field")
            .text("value")
            .text("kind")
            .text("effect")
            .text("message")
            .nullableDecimal("lon")
            .nullableDecimal("lat")
            .toMessage();

    // The record comes last: it depends on the order of rows in the input, and the order of this table must not.
    private static final Comparator<DataIssue> ORDER = Comparator.comparing(DataIssue::input, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::recordId, Comparator.nullsFirst(CodePointOrder.INSTANCE))
            .thenComparing(DataIssue::field, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::value, CodePointOrder.INSTANCE)
            .thenComparing(issue -> issue.kind().name())
            .thenComparing(issue -> issue.effect().name())
            .thenComparing(DataIssue::message, CodePointOrder.INSTANCE)
            .thenComparing(DataIssue::lon, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataIssue::lat, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(DataIssue::record, Comparator.nullsFirst(Comparator.naturalOrder()));

    private DataIssueTable() {}

    /** Writes the issues, sorted here. */
    public static void write(Path file, List<DataIssue> issues) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (DataIssue issue : issues.stream().sorted(ORDER).toList()) {
                writer.write(
                        issue.input(),
                        issue.record(),
                        issue.recordId(),
                        issue.field(),
                        issue.value(),
                        issue.kind().name(),
                        issue.effect().name(),
                        issue.message(),
                        issue.lon(),
                        issue.lat());
            }
        }
    }
}
