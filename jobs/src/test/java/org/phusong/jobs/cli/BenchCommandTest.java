package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark at a small scale: what it prints, and that all who take part agree. Never how fast anything is. */
class BenchCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void everyFigureIsALineOfJsonAndAllAgreeOnEveryCell() throws IOException {
        CommandLineRun run = bench("--layers", "city", "--households", "2000", "--peers", "jts,sedona");
        assertThat(run.code()).as(run.err()).isZero();
        List<JsonNode> lines = lines(run.out());
        for (JsonNode line : lines) {
            assertThat(line.properties().stream().map(e -> e.getKey()))
                    .contains("households", "layers", "peer", "what", "ours_s", "peer_s", "ratio", "mismatches");
            assertThat(line.get("layers").asText()).isEqualTo("city");
            if (!line.get("ratio").isNull()) {
                double ratio =
                        line.get("peer_s").asDouble() / line.get("ours_s").asDouble();
                assertThat(line.get("ratio").asDouble()).isCloseTo(ratio, within(0.002 * ratio));
            }
        }
        assertThat(lines.stream()
                        .map(line -> line.get("what").asText() + ", "
                                + line.get("peer").asText("")))
                .contains(
                        "index build, ",
                        "lookups sorted, one thread, ",
                        "job, rows by space, scan",
                        "job, rows random, scan",
                        "job in memory, one thread, jts",
                        "raw polygons to tables, rows by space, ",
                        "new definition on the release: from_300, ",
                        "study to tables, rows by space, spark-copy",
                        "study to tables, rows random, spark-copy");
        // Without -Pbench Sedona is not there, and one line says so.
        boolean sedona = isPresent("org.apache.sedona.spark.SedonaContext");
        assertThat(run.err().contains("sedona is left out")).isEqualTo(!sedona);
        assertThat(lines.stream().anyMatch(line -> line.get("peer").asText("").equals("sedona")))
                .isEqualTo(sedona);
        // The job in two orders, JTS, Sedona, and three releases are held against what the job counted.
        assertThat(lines.stream().filter(line -> !line.get("mismatches").isNull()))
                .hasSize(sedona ? 7 : 6)
                .allMatch(line -> line.get("mismatches").asLong() == 0);
        assertThat(logs()).hasSize(1);
        assertThat(Files.readAllLines(logs().get(0)).stream().filter(line -> line.startsWith("{")))
                .hasSameSizeAs(lines);
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        assertThat(CommandLineRun.of("bench", "--households", "0")).matches(run -> run.code() == 2);
        assertThat(CommandLineRun.of("bench", "--layers", "village").err())
                .contains("village")
                .containsIgnoringCase("nation");
        assertThat(CommandLineRun.of("bench", "--peers", "oracle").code()).isEqualTo(2);
        assertThat(CommandLineRun.of("bench", "--runs", "0").code()).isEqualTo(2);
    }

    private CommandLineRun bench(String... more) {
        return CommandLineRun.of(Stream.concat(
                        Stream.of(
                                "bench",
                                "--scale",
                                "0.002",
                                "--runs",
                                "1",
                                "--format",
                                "json",
                                "--out",
                                folder.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static boolean isPresent(String type) {
        try {
            Class.forName(type, false, BenchCommandTest.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static List<JsonNode> lines(String out) throws IOException {
        List<JsonNode> lines = new java.util.ArrayList<>();
        for (String line : out.lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    /** All that is left in the folder. */
    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
