package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Progress progress = Progress.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    @Test
    void awayFromATerminalAPhaseIsALineAtItsStartAndOneAtItsEnd() {
        try (Progress.Phase phase = progress.phase("reading wards", 200)) {
            phase.step(100);
            phase.step(68);
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        start -> assertThat(start).isEqualTo("reading wards ..."),
                        end -> assertThat(end).startsWith("reading wards: 168 of 200 in "));
        assertThat(progress.stages()).singleElement().satisfies(stage -> {
            assertThat(stage.name()).isEqualTo("reading wards");
            assertThat(stage.rows()).isEqualTo(168);
        });
    }

    @Test
    void aPhaseThatFailsIsOverToo() {
        try {
            progress.during("starting Spark", () -> {
                throw new IllegalStateException("no");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("no");
        }

        assertThat(progress.stages()).hasSize(1);
    }

    @Test
    void ratesAreRowsOverSeconds() {
        assertThat(new Progress.Stage("households", 3_000, 1.5).rowsPerSecond()).isEqualTo(2_000);
        assertThat(new Progress.Stage("starting Spark", 0, 1.5).rowsPerSecond()).isZero();
    }
}
