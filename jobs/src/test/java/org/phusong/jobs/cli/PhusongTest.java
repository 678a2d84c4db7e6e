package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phusong.jobs.read.InputException;

final class PhusongTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int phusong(String... arguments) {
        return Phusong.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "demo", "sample", "check"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        assertThat(phusong(command, "--help")).isZero();
        assertThat(out.toString()).contains("Usage: phusong " + command, "Example:", "./phusong " + command);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(phusong("--version")).isZero();
        assertThat(out.toString()).matches("phusong \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "map x | This version has no command 'map' yet; the commands are",
                "map --help | This version has no command 'map' yet",
                "nonsense --help | There is no command or option 'nonsense'; the commands are",
                "run | STUDY.yaml",
                "run s.yaml --master mesos://x | --master: \"mesos://x\" is no master of Spark; local[*], local[4] or spark://host:7077 would be",
                "run s.yaml --area | --area: this version computes no shares of area",
                "run s.yaml --conf x | KEY=VALUE",
                "run s.yaml --huoseholds 3 | --huoseholds",
                "demo --households 0 | --households: 0 is out of range; 1 to",
                "demo --households many | many",
                "sample --out x | --wards",
                "check s.yaml --report r.html | --report",
            })
    void wrongUsageEndsWithTwoAndOneShortParagraph(String arguments, String told) {
        assertThat(phusong(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("phusong: ")
                .contains(told.strip())
                .doesNotContain("\tat ");
        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void pathsOfPrintedCommandsAreQuotedWhereAShellNeedsIt() {
        assertThat(ShellWord.of(Path.of("/tmp/hộ/study.yaml"))).isEqualTo("/tmp/hộ/study.yaml");
        assertThat(ShellWord.of(Path.of("/tmp/it's a/study.yaml"))).isEqualTo("'/tmp/it'\\''s a/study.yaml'");
    }

    @Test
    void aMissingCommandIsWrongUsage() {
        assertThat(phusong()).isEqualTo(2);
        assertThat(err.toString()).startsWith("phusong: Missing command");
    }

    @Test
    void everyFaultOfAStudyFileIsToldAndEndsWithTwo() throws IOException {
        Path study = Files.writeString(folder.resolve("study.yaml"), "study: Saigon\nas_of: 2026-02-30\n");

        assertThat(phusong(
                        "run", study.toString(), "--out", folder.resolve("out").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("study.yaml:1: study: ", "study.yaml:2: as_of: ")
                .doesNotContain("\tat ");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void anOutThatIsAFileIsRefusedBeforeAnythingIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("results.txt"), "mine");

        assertThat(phusong("run", "s.yaml", "--out", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("results.txt is a file");
        assertThat(file).hasContent("mine");
    }

    @Test
    void aDemoNeverReplacesWhatNoDemoMade() throws IOException {
        Path mine = Files.writeString(folder.resolve("thesis.txt"), "mine");

        assertThat(phusong("demo", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("\"thesis.txt\", which no demo made");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void whatATaskOfSparkFoundInAnInputEndsWithThree() {
        Fault fault = Fault.of(new IllegalStateException(
                "Job aborted due to stage failure", new InputException("households.csv: no column 'lon'")));

        assertThat(fault).isEqualTo(new Fault(ExitCode.INPUT, "households.csv: no column 'lon'"));
    }

    @Test
    void framesOfAnExecutorAreNoPartOfTheMessage() {
        Fault fault = Fault.of(new IllegalStateException("Lost task 0.0 in stage 1.0\n\tat org.apache.spark.Task.run"));

        assertThat(fault).isEqualTo(new Fault(ExitCode.FAILED, "Lost task 0.0 in stage 1.0"));
    }

    @Test
    void anExceptionWithoutWordsIsToldByItsName() {
        assertThat(Fault.of(new ArithmeticException()).text()).isEqualTo("ArithmeticException");
        assertThat(Fault.of(new OutOfMemoryError("Java heap space")).text())
                .isEqualTo("out of memory (Java heap space); PHUSONG_JAVA_OPTS=-Xmx16g, for one, gives more");
    }
}
