package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.jobs.assess.TargetAssessment;
import org.phusong.jobs.study.Target;

/** {@code target_assessment.parquet}: every ward, group and the study held against every target. */
public final class TargetAssessmentTable {

    /** Name of the file in a revision. */
    public static final String FILE = "target_assessment.parquet";

    private static final MessageType SCHEMA = new TableSchema("target_assessment")
            .text("level")
            .text("code")
            .text("name")
            .text("service")
            .text("measure")
            .nullableDecimal("share")
            .nullableDecimal("share_high")
            .decimal("target")
            .text("test")
            .date("by")
            .text("status")
            .truth("binding")
            .nullableWhole("shortfall")
            .toMessage();

    private TargetAssessmentTable() {}

    /** Writes the rows, which are in the order of their keys. */
    public static void write(Path file, List<TargetAssessment> rows) throws IOException {
        try (TableWriter writer = TableWriter.create(file, SCHEMA, Map.of())) {
            for (TargetAssessment row : rows) {
                Target target = row.target();
                writer.write(
                        row.level(),
                        row.code(),
                        row.name(),
                        target.service(),
                        target.measure(),
                        row.reach().share(),
                        row.reach().shareHigh(),
                        target.share().doubleValue(),
                        ClaimClass.text(target.test()),
                        target.by(),
                        row.status().name(),
                        row.binding(),
                        row.shortfall());
            }
        }
    }
}
