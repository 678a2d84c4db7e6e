package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for {@code spark-submit} on a real standalone cluster: one master, two workers. */
final class ClusterIT {

    @TempDir
    static Path folder;

    private static StandaloneCluster cluster;
    private static Path jar;

    @BeforeAll
    static void startCluster() throws IOException, InterruptedException {
        jar = Path.of(Objects.requireNonNull(System.getProperty("phusong.uberjar"), "set by the build"));
        assertThat(jar).isRegularFile();
        cluster = StandaloneCluster.start(
                Files.createDirectory(folder.resolve("cluster")),
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

    private static StandaloneCluster.Outcome submit(String... arguments) throws IOException, InterruptedException {
        return cluster.submit(jar, "org.phusong.jobs.cli.Phusong", List.of(arguments));
    }
}
