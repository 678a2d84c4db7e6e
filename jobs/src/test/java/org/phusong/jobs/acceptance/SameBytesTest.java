package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.phusong.jobs.cli.CommandLineRun;

/** The same inputs give the same bytes, however they are cut, ordered and worked on. */
class SameBytesTest {

    private static final MadeUpTown TOWN = new MadeUpTown(4000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path first;

    @BeforeAll
    static void runOnce() throws IOException {
        first = run(folder.resolve("first"), MadeUpTown.Filed.CSV, 1, 0, "local[1]");
    }

    @ParameterizedTest
    @CsvSource({
        "CSV, 1, 1, 'local[2]'",
        "CSV, 7, 2, 'local[1]'",
        "PARQUET, 1, 3, 'local[1]'",
        "PARQUET, 2, 4, 'local[2]'"
    })
    void formatFilesOrderAndCoresChangeNothing(MadeUpTown.Filed filed, int files, int shuffle, String master)
            throws IOException {
        Path other = run(folder.resolve(filed + "-" + files), filed, files, shuffle, master);

        assertThat(Release.manifest(other)).isEqualTo(Release.manifest(first));
        assertThat(Release.issuesAndClaims(other)).isEqualTo(Release.issuesAndClaims(first));
    }

    @Test
    void theTownHasWhatCouldDiffer() {
        assertThat(PublishedTable.read(first.resolve("restricted/data_issue.parquet"))
                        .lines("kind"))
                .contains("HOUSEHOLD_DUPLICATE", "HOUSEHOLD_UNLOCATED", "MEASURE_INVALID", "TECHNOLOGY_UNKNOWN");
        assertThat(PublishedTable.read(first.resolve("answer.parquet")).rows()).hasSizeGreaterThan(50);
        assertThat(PublishedTable.read(first.resolve("restricted/household_coverage"))
                        .lines("ward_code"))
                .hasSizeGreaterThan(3500)
                .contains("null", "0", "8");
    }

    private static Path run(Path place, MadeUpTown.Filed filed, int files, int shuffle, String master)
            throws IOException {
        Path study = TOWN.write(place, filed, files, shuffle);
        CommandLineRun run = CommandLineRun.ofStudy(study, place.resolve("out"), "--master", master);
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        return place.resolve("out/town/2026-09-30/r1");
    }
}
