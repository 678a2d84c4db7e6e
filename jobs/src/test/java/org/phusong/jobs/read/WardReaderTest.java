package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.study.WardInput;

class WardReaderTest {

    private static final String WEST = "\"POLYGON((106 10,107 10,107 11,106 11,106 10))\"";
    private static final String EAST = "\"POLYGON((107 10,108 10,108 11,107 11,107 10))\"";

    @TempDir
    Path folder;

    private StudyOfFiles wards(String... rows) {
        return new StudyOfFiles(folder).file("wards.csv", "code,name,wkt\n" + String.join("\n", rows) + "\n");
    }

    @Test
    void wardsComeByCodeWithTheirLeadingZeros() {
        WardLayer layer =
                wards("00124,Thạnh An," + EAST, "00123,Thanh An," + WEST).readWards();

        assertThat(layer.wards())
                .extracting(Ward::code, Ward::name)
                .containsExactly(tuple("00123", "Thanh An"), tuple("00124", "Thạnh An"));
        assertThat(layer.issues().kept()).isEmpty();
        InputTally tally = layer.tallies().get(0);
        assertThat(tally.role()).isEqualTo("wards");
        assertThat(tally.path()).isEqualTo("wards.csv");
        assertThat(List.of(tally.read(), tally.accepted(), tally.rejected())).containsExactly(2L, 2L, 0L);
        assertThat(tally.sha256()).matches("[0-9a-f]{64}");
        assertThat(tally.bytes()).isPositive();
    }

    @Test
    void groupsAboveTheWardAreEmptyTextWhereMissing() {
        WardLayer layer = new StudyOfFiles(folder)
                .file("wards.csv", "code,province,wkt\n1,79," + WEST + "\n2,," + EAST + "\n")
                .wards(new WardInput(
                        StudyOfFiles.source("wards", "wards.csv", "EPSG:4326", null),
                        "code",
                        null,
                        "wkt",
                        Map.of("province", "province")))
                .readWards();

        assertThat(layer.wards())
                .extracting(Ward::name, w -> w.groups().get("province"))
                .containsExactly(tuple("1", "79"), tuple("2", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",Nameless,POLYGON((107 10,108 10,108 11,107 11,107 10)) | record 2, code: code is missing",
                "1,Twin,POLYGON((107 10,108 10,108 11,107 11,107 10)) | record 2, code 1, code '1': The code is that of wards.csv record 1 too",
                "2,Nowhere, | record 2, code 2, wkt",
                "2,A line,LINESTRING(107 10,108 11) | record 2, code 2, wkt",
                "2,Flat,POLYGON((107 10,107 10,107 10,107 10)) | record 2, code 2, wkt",
                "2,Off the earth,POLYGON((107 90,108 90,108 91,107 91,107 90)) | record 2, code 2, wkt",
            })
    void anUnusableWardEndsTheRun(String row, String told) {
        String[] cells = row.split(",", 3);
        StudyOfFiles study = wards("1,West," + WEST, cells[0] + "," + cells[1] + ",\"" + cells[2] + "\"");
        assertThatThrownBy(study::readWards)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        "Cannot use 1 of the 2 wards of wards.csv, and every household of theirs would be"
                                + " counted wrong: wards.csv " + told);
    }

    @Test
    void allUnusableWardsAreToldAtOnceUpToTen() {
        String[] rows = new String[12];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i + ",Nowhere,";
        }
        StudyOfFiles study = wards(rows);
        assertThatThrownBy(study::readWards)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Cannot use 12 of the 12 wards of wards.csv")
                .hasMessageContaining("wards.csv record 1, code 0, ")
                .hasMessageContaining("wards.csv record 10, code 9, ")
                .hasMessageNotContaining("record 11")
                .hasMessageEndingWith("; and 2 more");
    }

    @Test
    void aLayerWithoutWardsEndsTheRun() {
        StudyOfFiles study = wards();
        assertThatThrownBy(study::readWards)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot count by ward: wards.csv of wards holds no ward; at least one polygon with a code is"
                                + " needed");
    }

    @Test
    void aBowTieWardIsRepairedByName() {
        WardLayer layer =
                wards("1,Tie,\"POLYGON((106 10,107 11,107 10,106 11,106 10))\"").readWards();

        DataIssue issue = layer.issues().kept().get(0);
        assertThat(issue.kind()).isEqualTo(IssueKind.GEOMETRY_INVALID);
        assertThat(issue.effect()).isEqualTo(Effect.REPAIRED);
        assertThat(issue.recordId()).isEqualTo("1");
        assertThat(layer.wards().get(0).geometry().isValid()).isTrue();
        assertThat(layer.tallies().get(0).repaired()).isEqualTo(1);
    }

    @Test
    void overlappingWardsAreWarnedOf() {
        WardLayer layer = wards("2,East,\"POLYGON((106.5 10,108 10,108 11,106.5 11,106.5 10))\"", "1,West," + WEST)
                .readWards();

        assertThat(layer.issues().kept())
                .extracting(
                        DataIssue::kind, DataIssue::effect, DataIssue::input, DataIssue::record, DataIssue::recordId)
                .containsExactly(tuple(IssueKind.WARD_OVERLAP, Effect.WARNING, "wards.csv", 2L, "1"));
        assertThat(layer.wards()).hasSize(2);
    }

    @Test
    void aWardWithoutANameIsCalledByItsCode() {
        WardLayer layer = wards("1,," + WEST).readWards();
        assertThat(layer.wards().get(0).name()).isEqualTo("1");
        assertThat(layer.issues().kept())
                .extracting(DataIssue::kind, DataIssue::effect, DataIssue::field)
                .containsExactly(tuple(IssueKind.VALUE_MISSING, Effect.WARNING, "name"));
    }

    @Test
    void theWardsOfHoChiMinhCityAreAllUsable() {
        Path data = SharedData.find("hcmc/wards_2025.geojson");
        Assumptions.assumeTrue(data != null, "Left out: shared/data is not here");
        WardLayer layer = new StudyOfFiles(folder)
                .wards(new WardInput(
                        StudyOfFiles.source("wards", String.valueOf(data), null, null),
                        "code",
                        "fullName",
                        null,
                        Map.of()))
                .readWards();

        assertThat(layer.wards()).hasSize(168);
        assertThat(layer.wards().get(0).code().compareTo(layer.wards().get(167).code()))
                .isNegative();
        assertThat(layer.tallies().get(0).repaired()).isZero();
        // 11 overlapping slivers and 41 gaps, by the facts that come with the data.
        assertThat(layer.issues().countOf(IssueKind.WARD_OVERLAP)).isPositive();
    }

    @Test
    void oneCodeInTwoFilesIsADuplicate() {
        StudyOfFiles study = new StudyOfFiles(folder)
                .file("a.csv", "code,name,wkt\n1,West," + WEST + "\n")
                .file("b.csv", "code,name,wkt\n1,East," + EAST + "\n")
                .wards(new WardInput(
                        StudyOfFiles.source("wards", "*.csv", "EPSG:4326", null), "code", "name", "wkt", Map.of()));
        assertThatThrownBy(study::readWards)
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "Cannot use 1 of the 2 wards of *.csv, and every household of theirs would be counted wrong:"
                                + " b.csv record 1, code 1, code '1': The code is that of a.csv record 1 too; every ward needs its"
                                + " own");
    }
}
