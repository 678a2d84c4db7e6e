package org.phusong.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.assess.SmallStudy;
import org.phusong.jobs.study.Target;

class RunReportTest {

    @TempDir
    Path folder;

    @Test
    void theReportSaysWhatRanOnWhatAndForHowLong() throws IOException {
        RunReport report = new RunReport(
                new SmallStudy()
                        .service("broadband", SmallStudy.anyOf(Technology.HFC, Technology.FTTH))
                        .target("broadband", "0.95", Target.Test.OVER, Target.Scope.STUDY, LocalDate.of(2025, 12, 31))
                        .build(),
                "0.1.0",
                "4.0.4",
                Instant.parse("2026-10-01T12:00:00.9Z"),
                12.34567,
                List.of(new RunReport.Input("households", "h.csv", 9, "ab", "CSV", "EPSG:4326", 1, 10, 8, 2, 2)),
                List.of(new RunReport.Balance("households", 8_500, 7_000, 1_000, 500)),
                List.of(new RunReport.Stage("count", 10, 8, 0.5), new RunReport.Stage("none", 0, 0, 0)),
                Map.of(
                        new IssueLog.Key("h.csv", IssueKind.MEASURE_INVALID, Effect.REJECTED), 2L,
                        new IssueLog.Key("c.csv", IssueKind.WARD_GAP, Effect.WARNING), 1L));
        Path file = folder.resolve(RunReport.FILE);
        report.write(file);

        JsonNode root = JsonFile.read(file);
        List<String> keys = new ArrayList<>();
        root.fieldNames().forEachRemaining(keys::add);
        assertThat(keys)
                .containsExactly(
                        "study",
                        "title",
                        "as_of",
                        "definitions",
                        "targets",
                        "evidence",
                        "versions",
                        "started",
                        "seconds",
                        "inputs",
                        "households",
                        "stages",
                        "issues");
        assertThat(root.get("definitions").toString())
                .isEqualTo("{\"broadband\":{\"title\":{},\"any_of\":[{\"technology\":[\"FTTH\",\"HFC\"],"
                        + "\"customer\":[\"both\",\"residential\"],\"status\":[\"available\",\"connected\"]}]}}");
        assertThat(root.get("targets").toString())
                .isEqualTo("[{\"service\":\"broadband\",\"measure\":\"households\",\"share\":0.95,\"test\":\"over\","
                        + "\"scope\":\"study\",\"by\":\"2025-12-31\"}]");
        assertThat(root.get("started").asText()).isEqualTo("2026-10-01T12:00:00Z");
        assertThat(root.get("seconds").asText()).isEqualTo("12.346");
        assertThat(root.get("inputs").get(0).get("rows_left_out").asInt()).isEqualTo(1);
        assertThat(root.get("households").get(0).get("accepted").asDouble()).isEqualTo(8.5);
        // 10 rows in half a second.
        assertThat(root.get("stages").get(0).get("rows_per_second").asInt()).isEqualTo(20);
        assertThat(root.get("stages").get(1).get("rows_per_second").isNull()).isTrue();
        assertThat(root.get("issues").toString())
                .isEqualTo("[{\"input\":\"c.csv\",\"kind\":\"WARD_GAP\",\"effect\":\"WARNING\",\"count\":1},"
                        + "{\"input\":\"h.csv\",\"kind\":\"MEASURE_INVALID\",\"effect\":\"REJECTED\",\"count\":2}]");
    }

    @Test
    void householdsThatDoNotBalanceAreRefused() {
        assertThatThrownBy(() -> new RunReport.Balance("people", 10, 5, 2, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("people");
    }
}
