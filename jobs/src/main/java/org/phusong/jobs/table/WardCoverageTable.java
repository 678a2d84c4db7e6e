package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.jobs.assess.Reach;
import org.phusong.jobs.assess.WardCoverage;

/** {@code ward_coverage.parquet}: ward x service x operator x measure. Amounts in units of the measure, shares 0 to 1. */
public final class WardCoverageTable {

    /** Name of the file in a revision. */
    public static final String FILE = "ward_coverage.parquet";

    private static final MessageType SCHEMA = new TableSchema("ward_coverage")
            .text("ward_code")
            .text("ward_name")
            .text("service")
            .text("operator")
            .text("measure")
            .decimal("total")
            .decimal("unlocated")
            .decimal("served")
            .nullableDecimal("share")
            .nullableDecimal("share_high")
            .toMessage();

    private WardCoverageTable() {}

    /** Writes the rows, which are in the order of their keys. */
    public static void write(Path file, List<WardCoverage> rows) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (WardCoverage row : rows) {
                Reach reach = row.reach();
                writer.write(
                        row.wardCode(),
                        row.wardName(),
                        row.service(),
                        row.operator(),
                        row.measure(),
                        reach.totalUnits(),
                        reach.unlocatedUnits(),
                        reach.servedUnits(),
                        reach.share(),
                        reach.shareHigh());
            }
        }
    }
}
