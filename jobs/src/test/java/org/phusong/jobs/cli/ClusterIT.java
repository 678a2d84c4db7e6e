package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar for {@code spark-submit} on a real standalone cluster: one master, two workers. */
final class ClusterIT {

    private static StandaloneCluster cluster;
    private static Path jar;

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        jar = Path.of(Objects.requireNonNull(System.getProperty("phusong.uberjar"), "set by the build"));
        assertThat(jar).isRegularFile();
        // Below target/, where the logs can be read after a failure.
        Path folder = jar.resolveSibling("cluster-it").toAbsolutePath();
        deleteTree(folder);
        cluster = StandaloneCluster.start(
                Files.createDirectories(folder), jar.resolveSibling("launcher").toAbsolutePath());
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

    private static StandaloneCluster.Outcome submit(String... arguments) throws IOException, InterruptedException {
        return cluster.submit(jar, "org.phusong.jobs.cli.Phusong", List.of(arguments));
    }
}
