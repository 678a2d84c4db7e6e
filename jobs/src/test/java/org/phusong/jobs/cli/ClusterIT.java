package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.phusong.jobs.table.ReleaseFolder;

/** The jar for {@code spark-submit} on a real standalone cluster: one master, two workers. */
final class ClusterIT {

    private static Path folder;
    private static StandaloneCluster cluster;
    private static Path jar;

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        jar = Path.of(Objects.requireNonNull(System.getProperty("phusong.uberjar"), "set by the build"));
        assertThat(jar).isRegularFile();
        // Below target/, where the logs can be read after a failure.
        folder = jar.resolveSibling("cluster-it").toAbsolutePath();
        deleteTree(folder);
        cluster = StandaloneCluster.start(
                Files.createDirectories(folder.resolve("cluster")),
                jar.resolveSibling("launcher").toAbsolutePath());
    }

    @AfterAll
    static void stopCluster() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void wrongUsageEndsWithTwoAndOneParagraphUnderSparkSubmitToo() throws IOException, InterruptedException {
        StandaloneCluster.Outcome outcome = submit("run");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("phusong: ").doesNotContain("\tat ");
    }

    /** Links are removed, never what they lead to. */
    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void theClusterPublishesTheSameBytesAsALocalRun() throws IOException, InterruptedException {
        Path study = SampleStudy.writeCity(folder.resolve("sample"), 20_000, 7);
        Path onCluster = folder.resolve("on-cluster");
        Path local = folder.resolve("local");

        StandaloneCluster.Outcome outcome = submit("run", study.toString(), "--out", onCluster.toString());
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("Operators' declared coverage, not verified");
        int code = Phusong.execute(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                "run",
                study.toString(),
                "--out",
                local.toString(),
                "--master",
                "local[2]");
        assertThat(code).isZero();

        Map<String, String> expected = digests(local);
        assertThat(expected).containsKeys("ward_coverage.parquet", "ward_answer.parquet", "wards.parquet");
        assertThat(digests(onCluster)).isEqualTo(expected);
        // Each worker ran an executor of the application.
        for (int worker = 1; worker <= 2; worker++) {
            assertThat(cluster.workFolder(worker)).isNotEmptyDirectory();
        }
    }

    /** SHA-256 of every published file but the report, which holds times. */
    private static Map<String, String> digests(Path out) throws IOException {
        Path revision = ReleaseFolder.find(out);
        Map<String, String> digests = new TreeMap<>();
        for (JsonNode file : new ObjectMapper()
                .readTree(revision.resolve("manifest.json").toFile())
                .path("files")) {
            if (!file.path("path").asText().equals("run_report.json")) {
                digests.put(file.path("path").asText(), file.path("sha256").asText());
            }
        }
        return digests;
    }

    private static StandaloneCluster.Outcome submit(String... arguments) throws IOException, InterruptedException {
        return cluster.submit(jar, "org.phusong.jobs.cli.Phusong", List.of(arguments));
    }
}
