package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.read.Column;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.read.InputFile;
import org.phusong.jobs.read.RecordFile;
import org.phusong.jobs.read.RecordFiles;
import org.phusong.jobs.read.VerbatimRecord;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.StudyFile;

class SampleOverWardsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit injects it
    Path folder;

    @Test
    void householdsFollowThePopulationToTheLastOne() throws Exception {
        Path population = write("people.csv", "ward_code,population\n002,30\n001,60\n003,10\n");
        Path study = SampleStudy.writeOverWards(
                folder.resolve("out"), wards("MA_XA", "TEN_XA"), null, null, population, 1_000, 7);
        // No household in 1,000 is outside; all 1,000 by 60 : 30 : 10, of which one is unlocated, and a few state no
        // ward.
        Map<String, Integer> byWard = statedWards(study);
        assertThat(byWard.values().stream().mapToInt(n -> n).sum()).isEqualTo(1_000);
        assertThat(byWard.get("001")).isBetween(580, 600);
        assertThat(byWard.get("002")).isBetween(285, 300);
        assertThat(byWard.get("003")).isBetween(90, 100);
        Study read = StudyFile.read(study);
        assertThat(read.wards().code()).isEqualTo("MA_XA");
        assertThat(read.wards().name()).isEqualTo("TEN_XA");
        // The layer is there as it was given.
        assertThat(study.resolveSibling("wards.geojson")).hasSameBinaryContentAs(folder.resolve("wards.json"));
    }

    @Test
    void wardsInOtherFormatsAreWrittenAsGeoParquet() throws Exception {
        Path csv = write(
                "wards.csv",
                "ward_code,ward_name,geometry\n007,Phường Bảy,\"POLYGON((106 10,106.02 10,106.02 10.02,106 10.02,106 10))\"\n");
        assertThatThrownBy(() -> SampleStudy.writeOverWards(folder.resolve("out"), csv, null, null, null, 10, 1))
                .isInstanceOf(InputException.class);
        Path seq = write("wards.geojsons", feature("007", "MA_XA", "TEN_XA", 0) + "\n");
        Path study = SampleStudy.writeOverWards(folder.resolve("out"), seq, null, null, null, 10, 1);
        Study read = StudyFile.read(study);
        assertThat(read.wards().source().path()).isEqualTo("wards.parquet");
        assertThat(statedWards(study)).containsKey("007");
    }

    @Test
    void columnsThatCannotBeFoundAreAskedForWithTheList() throws IOException {
        Path wards = wards("key", "label");
        assertThatThrownBy(() -> SampleStudy.writeOverWards(folder.resolve("out"), wards, null, null, null, 10, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Cannot find the column code in")
                .hasMessageEndingWith("name it with --code; its columns are key, label");
        assertThatThrownBy(() -> SampleStudy.writeOverWards(folder.resolve("out"), wards, "key", "title", null, 10, 1))
                .hasMessageContaining("it has no column 'title' for --name; its columns are key, label");
        assertThat(SampleStudy.writeOverWards(folder.resolve("out"), wards, "key", "label", null, 10, 1))
                .exists();
    }

    @Test
    void aPopulationThatDoesNotFitTheWardsIsRefused() throws IOException {
        assertRefused("ward_code,population\n001,5\n002,5\n", "it has no row for ward '003'");
        assertRefused("ward_code,population\n001,5\n002,5\n003,1\n004,1\n", "the ward layer does not have ward '004'");
        assertRefused("ward_code,population\n001,5\n002,many\n003,1\n", "population 'many' of ward '002'");
        assertRefused("ward_code,population\n001,5\n002,-1\n003,1\n", "population '-1' of ward '002'");
        assertRefused("ward_code,population\n001,5\n002,1\n002,1\n003,1\n", "ward_code '002' stands there twice");
        assertRefused("ward_code,population\n001,0\n002,0\n003,0\n", "nobody lives in any ward");
        assertRefused("code,people\n001,5\n", "Cannot find the column ward_code");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void the168WardsOfTheCityGetTheirHouseholds() throws Exception {
        Path data = data();
        Path study = SampleStudy.writeOverWards(
                folder.resolve("out"),
                data.resolve("hcmc/wards_2025.geojson"),
                null,
                null,
                data.resolve("hcmc/ward_population_2025.csv"),
                50_000,
                1);
        assertThat(StudyFile.read(study).wards().name()).isEqualTo("fullName");
        Map<String, Integer> byWard = statedWards(study);
        assertThat(byWard.values().stream().mapToInt(n -> n).sum()).isEqualTo(50_000);
        byWard.remove("null");
        assertThat(byWard).hasSize(168);
        // Phường Phú Lợi: 107,721 of 14,544,929 people, so 370 of 50,000 households; one in 200 states no ward.
        assertThat(byWard.get("25750")).isBetween(355, 370);
    }

    private void assertRefused(String population, String message) throws IOException {
        Path file = write("people.csv", population);
        Path wards = wards("code", "name");
        assertThatThrownBy(() -> SampleStudy.writeOverWards(folder.resolve("out"), wards, null, null, file, 10, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    /** Three squares of about 2 km in a row. */
    private Path wards(String code, String name) throws IOException {
        return write(
                "wards.json",
                "{\"type\":\"FeatureCollection\",\"features\":["
                        + String.join(
                                ",",
                                feature("001", code, name, 0),
                                feature("002", code, name, 1),
                                feature("003", code, name, 2))
                        + "]}");
    }

    private static String feature(String ward, String code, String name, int column) {
        String west = String.format(Locale.ROOT, "%.2f", 106 + column * 0.02);
        String east = String.format(Locale.ROOT, "%.2f", 106 + (column + 1) * 0.02);
        return "{\"type\":\"Feature\",\"properties\":{\"" + code + "\":\"" + ward + "\",\"" + name + "\":\"Ward " + ward
                + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" + west + ",10],[" + east + ",10],["
                + east
                + ",10.02],[" + west + ",10.02],[" + west + ",10]]]}}";
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Map<String, Integer> statedWards(Path study) throws IOException {
        Path file = study.resolveSibling("households.parquet");
        Source source = new Source("households", 1, file.toString(), null, null, null, null, null);
        Map<String, Integer> byWard = new TreeMap<>();
        try (RecordFile rows = RecordFiles.open(new InputFile(file, "households.parquet"), source, null)) {
            List<String> columns = rows.columns().stream().map(Column::name).toList();
            int ward = columns.indexOf("ward_code");
            for (VerbatimRecord row = rows.next(); row != null; row = rows.next()) {
                assertThat(row.fault()).isNull();
                byWard.merge(String.valueOf(row.values().get(ward)), 1, Integer::sum);
            }
        }
        return byWard;
    }

    private static Path data() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (Path candidate : List.of(at.resolve("shared/data"), at.resolve("../shared/data"))) {
                if (Files.isDirectory(candidate)) {
                    return candidate;
                }
            }
        }
        String message = "Left out: the real wards are not here (no folder shared/data above the working directory)";
        assertThat(System.getenv("CI")).as(message).isNotEqualTo("true");
        System.out.println(message);
        Assumptions.abort(message);
        throw new AssertionError("abort throws");
    }
}
