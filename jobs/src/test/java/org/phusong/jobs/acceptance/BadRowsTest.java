package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.cli.CommandLineRun;

/** Every kind of bad row, in one run: what is left out, what is repaired, and how it is told. */
class BadRowsTest {

    private static final String HOUSEHOLDS = """
            household_id,lon,lat,ward_code,people,note
            HH-good,106.512345,10.5,,1,
            HH-nolon,,10.5,,1,
            HH-nan,106.5,NaN,,1,
            HH-inf,Infinity,10.5,,1,
            HH-offearth,206,10.5,,1,
            HH-offearth-known,106.5,91,01,1,
            HH-unknownward,,10.5,77,1,
            ,106.5,10.5,,1,
            HH-negative,106.5,10.5,,-1,
            HH-finer,106.5,10.5,,0.0001,
            HH-empty,106.5,10.5,,,
            HH-text,106.5,10.5,,many,
            HH-short,106.5
            HH-dup-a,106.7,10.5,,2,
            HH-dup-a,106.3,10.5,,3,
            HH-dup-a,,,01,4,
            HH-dup-b,106.5,10.5,,9,
            HH-dup-b,106.5,10.5,,10,
            HH-dup-c,106.1,10.5,,-1,
            HH-dup-c,106.4,10.5,,1,
            HH-dup-d,106.5,10.5,,1,
            HH-dup-d,99.5,10.5,,1,
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path revision;

    @SuppressWarnings("NullAway.Init")
    private static PublishedTable issues;

    @BeforeAll
    static void runOnce() throws IOException {
        Files.writeString(
                folder.resolve("wards.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"01\"}", GeoJson.box(106, 10, 107, 11)))));
        Files.writeString(folder.resolve("households.csv"), HOUSEHOLDS);
        Files.writeString(folder.resolve("claims.geojson"), GeoJson.collection(claims()));
        Files.writeString(folder.resolve("list.csv"), "id,op,tech\nHH-good,Alpha,HFC\n,Alpha,HFC\n");
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: bad-rows
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code}
                households:
                  {path: households.csv, id: household_id, x: lon, y: lat, crs: EPSG:4326, ward: ward_code, measures: {households: 1, people: people}}
                coverage:
                  - path: claims.geojson
                    operator: op
                    technology: tech
                    down_mbps: down
                    signal_dbm: sig
                    environment: env
                    customer: cust
                    status: stat
                    valid_from: from
                    valid_to: to
                  - {path: list.csv, household_id: id, operator: op, technology: tech}
                services:
                  broadband: {any_of: [{technology: [FTTH, HFC]}]}
                """);
        CommandLineRun run = CommandLineRun.ofStudy(study, folder.resolve("out"));
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        revision = folder.resolve("out/bad-rows/2026-09-30/r1");
        issues = PublishedTable.read(revision.resolve("restricted/data_issue.parquet"));
    }

    private static List<String> claims() {
        String box = GeoJson.box(106.2, 10.2, 106.8, 10.8);
        List<String> features = new ArrayList<>();
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\"}", box)); // 1
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\"}", "null")); // 2
        features.add(GeoJson.feature(
                "{\"op\":\"Alpha\",\"tech\":\"FTTH\"}", "{\"type\":\"Polygon\",\"coordinates\":[]}")); // 3
        // 4: a bow-tie of two triangles that meet in the middle.
        features.add(
                GeoJson.feature(
                        "{\"op\":\"Alpha\",\"tech\":\"FTTH\"}",
                        "{\"type\":\"Polygon\",\"coordinates\":[[[106.2,10.2],[106.4,10.4],[106.4,10.2],[106.2,10.4],[106.2,10.2]]]}"));
        // 5: a ring that goes there and back encloses nothing.
        features.add(GeoJson.feature(
                "{\"op\":\"Alpha\",\"tech\":\"FTTH\"}",
                "{\"type\":\"Polygon\",\"coordinates\":[[[106.2,10.2],[106.4,10.2],[106.3,10.2],[106.2,10.2]]]}"));
        features.add(GeoJson.feature(
                "{\"op\":\"Alpha\",\"tech\":\"FTTH\"}",
                "{\"type\":\"LineString\",\"coordinates\":[[106.2,10.2],[106.4,10.4]]}")); // 6
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"5G\"}", box)); // 7
        features.add(GeoJson.feature("{\"tech\":\"FTTH\"}", box)); // 8
        features.add(GeoJson.feature("{\"op\":\"ANY\",\"tech\":\"FTTH\"}", box)); // 9
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"down\":\"fast\"}", box)); // 10
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"down\":-5}", box)); // 11
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"LTE\",\"env\":\"underground\"}", box)); // 12
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"stat\":\"soon\"}", box)); // 13
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"cust\":\"pets\"}", box)); // 14
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"from\":\"yesterday\"}", box)); // 15
        features.add(GeoJson.feature(
                "{\"op\":\"Alpha\",\"tech\":\"FTTH\",\"from\":\"2026-02-01\",\"to\":\"2026-01-31\"}", box)); // 16
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"FTTH\"}", GeoJson.box(399, 10, 400, 11))); // 17
        features.add(GeoJson.feature("{\"op\":\"Alpha\",\"tech\":\"LTE\",\"sig\":70}", box)); // 18
        features.add(GeoJson.feature("{\"op\":\"alpha\",\"tech\":\"FTTH\"}", box)); // 19
        return features;
    }

    @Test
    void everyBadHouseholdIsTold() {
        assertThat(told("households.csv"))
                .containsExactlyInAnyOrder(
                        "2|HH-nolon|lon||VALUE_MISSING|REJECTED",
                        "3|HH-nan|lat|NaN|VALUE_INVALID|REJECTED",
                        "4|HH-inf|lon|Infinity|VALUE_INVALID|REJECTED",
                        "5|HH-offearth|lon|206.0|COORDINATE_OUT_OF_RANGE|REJECTED",
                        "6|HH-offearth-known|lat|91.0|HOUSEHOLD_UNLOCATED|WARNING",
                        "7|HH-unknownward|lon||VALUE_MISSING|REJECTED",
                        "8|null|household_id||VALUE_MISSING|REJECTED",
                        "9|HH-negative|people|-1|MEASURE_INVALID|REJECTED",
                        "10|HH-finer|people|0.0001|MEASURE_INVALID|REJECTED",
                        "11|HH-empty|people||MEASURE_INVALID|REJECTED",
                        "12|HH-text|people|many|MEASURE_INVALID|REJECTED",
                        "13|null||HH-short | 106.5|RECORD_UNREADABLE|REJECTED",
                        // The smallest x is kept; a row without a point is the last choice.
                        "14|HH-dup-a|household_id|HH-dup-a|HOUSEHOLD_DUPLICATE|REJECTED",
                        "16|HH-dup-a|household_id|HH-dup-a|HOUSEHOLD_DUPLICATE|REJECTED",
                        // One place: people, as text, decides, and "10" is before "9".
                        "17|HH-dup-b|household_id|HH-dup-b|HOUSEHOLD_DUPLICATE|REJECTED",
                        // A row that is bad for another reason is no rival.
                        "19|HH-dup-c|people|-1|MEASURE_INVALID|REJECTED",
                        // As a number 99.5 is less than 106.5; as a text it would be more.
                        "21|HH-dup-d|household_id|HH-dup-d|HOUSEHOLD_DUPLICATE|REJECTED");
        assertThat(issues.rows())
                .filteredOn(row -> "households.csv".equals(row.get("input")))
                .allSatisfy(row -> {
                    assertThat(row.get("lon")).isNull();
                    assertThat(row.get("lat")).isNull();
                    assertThat(String.valueOf(row.get("message"))).contains(" ").hasSizeLessThan(400);
                });
        assertThat(messageOf("HH-unknownward")).contains("'77'").contains("ward layer");
        assertThat(messageOf("HH-offearth-known")).contains("unlocated in ward 01");
    }

    @Test
    void onlyTheRowThatIsKeptCounts() {
        assertThat(PublishedTable.read(revision.resolve("restricted/household_coverage"))
                        .lines("household_id", "ward_code", "lon", "people", "served_broadband"))
                .containsExactlyInAnyOrder(
                        "HH-good|01|106.512345|1.0|true",
                        "HH-offearth-known|01|null|1.0|false",
                        "HH-dup-a|01|106.3|3.0|true",
                        "HH-dup-b|01|106.5|10.0|true",
                        "HH-dup-c|01|106.4|1.0|true",
                        "HH-dup-d|null|99.5|1.0|false");
    }

    @Test
    void everyBadClaimIsTold() {
        assertThat(told("claims.geojson").stream().filter(line -> !line.contains("OPERATOR_SIMILAR")))
                .containsExactlyInAnyOrder(
                        "2|null|geometry||GEOMETRY_MISSING|REJECTED",
                        "3|null|geometry||GEOMETRY_MISSING|REJECTED",
                        "4|null|geometry|Self-intersection|GEOMETRY_INVALID|REPAIRED",
                        "5|null|geometry||GEOMETRY_INVALID|REJECTED",
                        "6|null|geometry||GEOMETRY_TYPE|REJECTED",
                        "7|null|tech|5G|TECHNOLOGY_UNKNOWN|REJECTED",
                        "8|null|op||OPERATOR_INVALID|REJECTED",
                        "9|null|op|ANY|OPERATOR_INVALID|REJECTED",
                        "10|null|down|fast|VALUE_INVALID|REJECTED",
                        "11|null|down|-5|VALUE_OUT_OF_RANGE|REJECTED",
                        "12|null|env|underground|CODE_UNKNOWN|REJECTED",
                        "13|null|stat|soon|CODE_UNKNOWN|REJECTED",
                        "14|null|cust|pets|CODE_UNKNOWN|REJECTED",
                        "15|null|from|yesterday|VALUE_INVALID|REJECTED",
                        "16|null|from|2026-02-01|VALUE_INVALID|REJECTED",
                        "17|null|geometry||COORDINATE_OUT_OF_RANGE|REJECTED",
                        "18|null|sig|70|VALUE_OUT_OF_RANGE|REJECTED");
        assertThat(told("claims.geojson")).anyMatch(line -> line.contains("OPERATOR_SIMILAR|WARNING"));
        // The two spellings that are alike are told where each stands.
        assertThat(told("list.csv"))
                .containsExactly("2|null|id||VALUE_MISSING|REJECTED", "0|null|op|Alpha|OPERATOR_SIMILAR|WARNING");
        assertThat(issues.lines("kind", "message"))
                .anyMatch(line ->
                        line.startsWith("TECHNOLOGY_UNKNOWN|") && line.contains("FTTH") && line.contains("NR_SA"))
                .anyMatch(line -> line.startsWith("CODE_UNKNOWN|") && line.contains("indoor"));
    }

    @Test
    void theRepairOfABowTieTellsTheChangeOfArea() {
        Map<String, ?> repaired = issues.rows().stream()
                .filter(row -> "REPAIRED".equals(row.get("effect")))
                .findFirst()
                .orElseThrow();
        // Each half has a base of 0.2° along a meridian, 22,124 m, and a height of 0.1° along a parallel, 10,957 m.
        String message = String.valueOf(repaired.get("message"));
        assertThat(message).contains("repaired by").contains("m²");
        double after = Double.parseDouble(message.replaceFirst(".* to ([0-9.]+) m².*", "$1"));
        double triangle = 0.5 * (0.2 * 110_620) * (0.1 * 109_570);
        assertThat(after).isBetween(2 * triangle * 0.99, 2 * triangle * 1.01);
        // The two edges cross in the middle.
        assertThat((Double) repaired.get("lon")).isBetween(106.2999, 106.3001);
    }

    @Test
    void rowsBalanceAndIssuesAreCounted() throws IOException {
        JsonNode report =
                new ObjectMapper().readTree(revision.resolve("run_report.json").toFile());
        Map<String, String> rows = new TreeMap<>();
        report.get("inputs")
                .forEach(i -> rows.put(
                        i.get("path").asText(),
                        i.get("rows_read").asLong() + " = "
                                + i.get("rows_accepted").asLong() + " + "
                                + i.get("rows_rejected").asLong() + ", repaired "
                                + i.get("rows_repaired").asLong()));
        assertThat(rows)
                .containsEntry("households.csv", "22 = 6 + 16, repaired 0")
                // Accepted: 1, the repaired 4, and 19.
                .containsEntry("claims.geojson", "19 = 3 + 16, repaired 1")
                .containsEntry("list.csv", "2 = 1 + 1, repaired 0");
        long counted = 0;
        for (JsonNode issue : report.get("issues")) {
            counted += issue.get("count").asLong();
        }
        assertThat(counted).isEqualTo(issues.rows().size());
    }

    @Test
    void nothingOutsideRestrictedNamesAHouseholdOrItsPoint() throws IOException {
        try (Stream<Path> files = Files.walk(revision)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (revision.relativize(file).startsWith("restricted")) {
                    continue;
                }
                String text = file.toString().endsWith(".parquet")
                        ? PublishedTable.read(file).rows().toString()
                        : Files.readString(file, StandardCharsets.UTF_8);
                assertThat(text).as(file.toString()).doesNotContain("HH-").doesNotContain("106.512345");
            }
        }
    }

    /** Issues of a file as {@code record|record_id|field|value|kind|effect}. */
    private static List<String> told(String input) {
        return issues.lines("input", "record", "record_id", "field", "value", "kind", "effect").stream()
                .filter(line -> line.startsWith(input + "|"))
                .map(line -> line.substring(input.length() + 1))
                .toList();
    }

    private static String messageOf(String recordId) {
        return issues.rows().stream()
                .filter(row -> recordId.equals(row.get("record_id")))
                .map(row -> String.valueOf(row.get("message")))
                .findFirst()
                .orElseThrow();
    }
}
