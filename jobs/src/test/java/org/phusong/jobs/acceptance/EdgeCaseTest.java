package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.cli.CommandLineRun;

/** Studies at the ends of what can be asked: nobody, nobody with a place, many classes, names that try to break out. */
class EdgeCaseTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void nobodyIsCountedWhereEveryRowIsRejected() throws IOException {
        Path revision = runOn("""
                id,lon,lat,ward
                ,106.5,10.5,
                h2,,,
                """);
        assertThat(PublishedTable.read(revision.resolve("ward_coverage.parquet"))
                        .lines("ward_code", "operator", "total", "served", "share", "share_high"))
                .containsExactly("1|ANY|0.0|0.0|null|null", "1|Alpha|0.0|0.0|null|null");
        assertThat(PublishedTable.read(revision.resolve("target_assessment.parquet"))
                        .lines("level", "status", "shortfall"))
                .containsExactly("study|NOT_ASSESSABLE|null", "ward|NOT_ASSESSABLE|null");
        PublishedTable households = PublishedTable.read(revision.resolve("restricted/household_coverage"));
        assertThat(households.rows()).isEmpty();
        assertThat(households.columns().stream().map(c -> c.split(" ", -1)[0]))
                .contains("household_id", "ward_code", "lon", "lat", "households", "answer_id", "served_broadband");
        assertThat(PublishedTable.read(revision.resolve("ward_answer.parquet")).rows())
                .isEmpty();
    }

    @Test
    void aFileWithAHeaderOnlyIsNoFault() throws IOException {
        Path revision = runOn("id,lon,lat,ward\n");
        assertThat(PublishedTable.read(revision.resolve("ward_coverage.parquet"))
                        .lines("total"))
                .containsExactly("0.0", "0.0");
    }

    @Test
    void householdsMayAllBeUnlocated() throws IOException {
        Path revision = runOn("""
                id,lon,lat,ward
                h1,,,1
                h2,,,1
                h3,,,1
                h4,,,1
                """);
        // The list names h1; the other three may be served too, for all that is known.
        assertThat(PublishedTable.read(revision.resolve("ward_coverage.parquet"))
                        .lines("operator", "total", "unlocated", "served", "share", "share_high"))
                .containsExactly("ANY|4.0|4.0|1.0|0.25|1.0", "Alpha|4.0|4.0|1.0|0.25|1.0");
        // Half are needed: one of four is too few, all four would do.
        assertThat(PublishedTable.read(revision.resolve("target_assessment.parquet"))
                        .lines("level", "status", "shortfall"))
                .containsExactly("study|UNDECIDED|1", "ward|UNDECIDED|1");
        assertThat(PublishedTable.read(revision.resolve("restricted/household_coverage"))
                        .lines("household_id", "lon"))
                .containsExactly("h1|null", "h2|null", "h3|null", "h4|null");
    }

    private Path runOn(String households) throws IOException {
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"1\"}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(
                folder.resolve("claims.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"op\":\"Alpha\"}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(folder.resolve("list.csv"), "id,op\nh1,Alpha\n");
        Files.writeString(folder.resolve("households.csv"), households);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: few
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code}
                households: {path: households.csv, id: id, x: lon, y: lat, crs: EPSG:4326, ward: ward}
                coverage:
                  - {path: claims.geojson, operator: op, technology: {value: FTTH}}
                  - {path: list.csv, household_id: id, operator: op, technology: {value: HFC}}
                services:
                  broadband: {any_of: [{technology: [FTTH, HFC]}]}
                targets:
                  - {service: broadband, share: 0.5, by: 2025-12-31}
                """);
        return run(study).resolve("few/2026-09-30/r1");
    }

    @Test
    void manyClassesHostileNamesAndConditionsOnEveryInput() throws IOException {
        String formula = "=HYPERLINK(\\\"http://x\\\",\\\"y\\\")";
        String script = "</script><script>alert(1)</script>";
        String path = "../../etc/passwd";
        String reversed = "\u202Egnp.exe";
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(
                        ward("=1+1", formula, path, "active", 106),
                        ward("../up", script, reversed, "active", 107),
                        ward("gone", "x", "x", "merged", 108))));
        List<String> claims = new ArrayList<>();
        // 80 classes by speed, each over all of the first ward; the 81st is left out.
        for (int speed = 1; speed <= 81; speed++) {
            claims.add(GeoJson.feature(
                    "{\"op\":\"" + (speed % 2 == 0 ? formula : script) + "\",\"down\":" + speed + "}",
                    GeoJson.box(106, 10, 107, 11)));
        }
        Files.writeString(folder.resolve("claims.geojson"), GeoJson.collection(claims));
        Files.writeString(folder.resolve("list.csv"), "id,op,ok\nh2,@SUM(A1),1\nh3,@SUM(A1),0\n");
        Files.writeString(folder.resolve("households.csv"), """
                id,lon,lat,year,quarter
                h1,106.5,10.5,2026,../../q
                h2,107.5,10.5,2026,=2+2
                h3,107.5,10.6,2026,
                h4,106.5,10.5,2025,
                """);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: hostile
                title: {en: "</script><b>Ho Chi Minh</b>"}
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code, name: name, groups: {province: p}, where: "state = 'active'"}
                households:
                  {path: households.csv, id: id, x: lon, y: lat, crs: EPSG:4326, groups: {quarter: quarter}, where: "year = '2026'"}
                coverage:
                  - {path: claims.geojson, operator: op, technology: {value: FTTH}, down_mbps: down, where: "down <= 80"}
                  - {path: list.csv, household_id: id, operator: op, technology: {value: HFC}, where: "ok = '1'"}
                services:
                  broadband: {any_of: [{technology: [FTTH, HFC]}]}
                """);
        Path revision = run(study).resolve("hostile/2026-09-30/r1");

        // Names stay as they are where programs read them; h4 and the merged ward are left out.
        assertThat(PublishedTable.read(revision.resolve("ward_coverage.parquet"))
                        .lines("ward_code", "operator", "total", "served"))
                .containsExactly(
                        "../up|" + script + "|2.0|0.0",
                        "../up|=HYPERLINK(\"http://x\",\"y\")|2.0|0.0",
                        "../up|@SUM(A1)|2.0|1.0",
                        "../up|ANY|2.0|1.0",
                        "=1+1|" + script + "|1.0|1.0",
                        "=1+1|=HYPERLINK(\"http://x\",\"y\")|1.0|1.0",
                        "=1+1|@SUM(A1)|1.0|0.0",
                        "=1+1|ANY|1.0|1.0");
        assertThat(PublishedTable.read(revision.resolve("claim_class.parquet")).rows())
                .hasSize(81);
        assertThat(PublishedTable.read(revision.resolve("answer.parquet")).lists("class_ids"))
                .extracting(List::size)
                .containsExactlyInAnyOrder(0, 80, 1);
        assertThat(PublishedTable.read(revision.resolve("area_coverage.parquet"))
                        .lines("level", "code"))
                .contains(
                        "quarter|=1+1/../../q",
                        "quarter|../up/=2+2",
                        "quarter|../up/",
                        "province|" + path,
                        "province|" + reversed);

        // A spreadsheet must not run any cell.
        List<CSVRecord> cells = CSVFormat.EXCEL
                .parse(Files.newBufferedReader(revision.resolve("summary.csv")))
                .getRecords();
        assertThat(cells).hasSize(3);
        for (CSVRecord row : cells.subList(1, 3)) {
            assertThat(row.stream()).noneMatch(cell -> cell.strip().matches("(?s)[=+@].*"));
        }
        assertThat(cells.get(1).get(0)).isEqualTo("../up");
        assertThat(cells.get(2).get(0)).isEqualTo("'=1+1");

        // Nothing was written outside the release, and every name in it is ours.
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(f -> folder.resolve("out").relativize(f).toString()))
                    .allMatch(name -> name.matches("hostile/2026-09-30/(\\.lock|release\\.json|r1/[a-z0-9_/.-]+)"))
                    .noneMatch(name -> name.contains(".."));
        }
        List<String> leftOut = new ArrayList<>();
        JSON.readTree(revision.resolve("run_report.json").toFile())
                .get("inputs")
                .forEach(input -> leftOut.add(input.get("path").asText() + " "
                        + input.get("rows_left_out").asInt()));
        assertThat(leftOut).containsExactly("wards.geojson 1", "claims.geojson 1", "list.csv 1", "households.csv 1");
    }

    @Test
    void aServiceForEveryKindOfClassIsStillOneBitEach() throws IOException {
        // 130 classes over one household: more than two words of 64 bits. Class i has the speed i + 1.
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"1\"}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(
                folder.resolve("claims.geojson"),
                GeoJson.collection(IntStream.rangeClosed(1, 130)
                        .mapToObj(speed -> GeoJson.feature(
                                "{\"down\":" + speed + "}",
                                // The claim of speed s begins s thousandths of a degree east of the ward's edge.
                                GeoJson.box(106 + speed / 1000.0, 10, 107, 11)))
                        .toList()));
        Files.writeString(
                folder.resolve("households.csv"), "id,lon,lat\na,106.0705,10.5\nb,106.5,10.5\nc,106.0005,10.5\n");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: words
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code}
                households: {path: households.csv, id: id, x: lon, y: lat, crs: EPSG:4326}
                coverage:
                  - {path: claims.geojson, operator: {value: Alpha}, technology: {value: FTTH}, down_mbps: down}
                services:
                  s_1: {any_of: [{technology: FTTH, min_down_mbps: 1}]}
                  s_70: {any_of: [{technology: FTTH, min_down_mbps: 70}]}
                  s_71: {any_of: [{technology: FTTH, min_down_mbps: 71}]}
                  s_130: {any_of: [{technology: FTTH, min_down_mbps: 130}]}
                """);
        Path revision = run(study).resolve("words/2026-09-30/r1");
        // a lies inside the claims of 1 to 70, b in all, c in none.
        assertThat(PublishedTable.read(revision.resolve("restricted/household_coverage"))
                        .lines("household_id", "served_s_1", "served_s_70", "served_s_71", "served_s_130"))
                .containsExactlyInAnyOrder(
                        "a|true|true|false|false", "b|true|true|true|true", "c|false|false|false|false");
    }

    @Test
    void householdsFiledAsFeaturesNeedAPoint() throws IOException {
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"1\"}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(
                folder.resolve("claims.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(
                folder.resolve("households.geojson"),
                GeoJson.collection(List.of(
                        household(1, "", "{\"type\":\"Point\",\"coordinates\":[106.5,10.5]}"),
                        household(2, "", "null"),
                        household(3, "1", "null"),
                        household(4, "", "{\"type\":\"Point\",\"coordinates\":[]}"),
                        household(5, "", "{\"type\":\"LineString\",\"coordinates\":[[106,10],[107,11]]}"),
                        household(6, "1", "{\"type\":\"Point\",\"coordinates\":[190,10.5]}"),
                        household(7, "", "{\"type\":\"Point\",\"coordinates\":[\"a\",10.5]}"),
                        // A height is no harm.
                        household(8, "", "{\"type\":\"Point\",\"coordinates\":[107,11,25.5]}"))));
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: features
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code}
                households: {path: households.geojson, id: id, ward: ward}
                coverage:
                  - {path: claims.geojson, operator: {value: Alpha}, technology: {value: FTTH}}
                services:
                  broadband: {any_of: [{technology: FTTH}]}
                """);
        Path revision = run(study).resolve("features/2026-09-30/r1");
        assertThat(PublishedTable.read(revision.resolve("restricted/household_coverage"))
                        .lines("household_id", "ward_code", "lon", "served_broadband"))
                .containsExactlyInAnyOrder("1|1|106.5|true", "3|1|null|false", "6|1|null|false", "8|1|107.0|true");
        assertThat(PublishedTable.read(revision.resolve("restricted/data_issue.parquet"))
                        .lines("record_id", "kind", "effect"))
                .containsExactlyInAnyOrder(
                        "2|GEOMETRY_MISSING|REJECTED",
                        "3|HOUSEHOLD_UNLOCATED|WARNING",
                        "4|GEOMETRY_MISSING|REJECTED",
                        "5|GEOMETRY_TYPE|REJECTED",
                        "6|HOUSEHOLD_UNLOCATED|WARNING",
                        "7|GEOMETRY_UNREADABLE|REJECTED");
    }

    private static String household(int id, String ward, String geometry) {
        return GeoJson.feature("{\"id\":" + id + ",\"ward\":\"" + ward + "\"}", geometry);
    }

    private static String ward(String code, String name, String province, String state, double west) {
        return GeoJson.feature(
                "{\"code\":\"" + code + "\",\"name\":\"" + name + "\",\"p\":\"" + province + "\",\"state\":\"" + state
                        + "\"}",
                GeoJson.box(west, 10, west + 1, 11));
    }

    private Path run(Path study) {
        CommandLineRun run = CommandLineRun.ofStudy(study, folder.resolve("out"));
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        return folder.resolve("out");
    }
}
