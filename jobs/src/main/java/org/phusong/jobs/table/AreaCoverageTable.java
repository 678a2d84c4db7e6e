package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.jobs.assess.AreaCoverage;
import org.phusong.jobs.assess.Reach;

/** {@code area_coverage.parquet}: the study and each group, as {@link WardCoverageTable} has wards. */
public final class AreaCoverageTable {

    /** Name of the file in a revision. */
    public static final String FILE = "area_coverage.parquet";

    private static final MessageType SCHEMA = new TableSchema("area_coverage")
            .text("level")
            .text("code")
            .text("name")
            .text("service")
            .text("operator")
            .text("measure")
            .decimal("total")
            .decimal("unlocated")
            .decimal("served")
            .nullableDecimal("share")
            .nullableDecimal("share_high")
            .toMessage();

    private AreaCoverageTable() {}

    /** Writes the rows, which are in the order of their keys. */
    public static void write(Path file, List<AreaCoverage> rows) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (AreaCoverage row : rows) {
                Reach reach = row.reach();
                writer.write(
                        row.level(),
                        row.code(),
                        row.name(),
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
