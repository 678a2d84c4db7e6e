package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.WardOverlap;

/** {@code ward_overlap.parquet}: what exactly n networks serve, in units of the measure. */
public final class WardOverlapTable {

    /** Name of the file in a revision. */
    public static final String FILE = "ward_overlap.parquet";

    private static final MessageType SCHEMA = new TableSchema("ward_overlap")
            .text("ward_code")
            .text("service")
            .integer("networks")
            .text("measure")
            .decimal("total")
            .toMessage();

    private WardOverlapTable() {}

    /** Writes the rows, which are in the order of their keys. */
    public static void write(Path file, List<WardOverlap> rows) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (WardOverlap row : rows) {
                writer.write(
                        row.wardCode(),
                        row.service(),
                        row.networks(),
                        row.measure(),
                        Thousandths.toDouble(row.total()));
            }
        }
    }
}
