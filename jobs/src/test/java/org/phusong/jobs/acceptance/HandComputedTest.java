package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.acceptance.HandComputedPlace.Expected;
import org.phusong.jobs.cli.CommandLineRun;

/** Every table of one run, row by row, against figures summed by hand from {@link HandComputedPlace}. */
class HandComputedTest {

    private static final List<String> WARDS = List.of("01", "02", "03", "09", "10");
    private static final Map<String, String> NAMES =
            Map.of("01", "Phường Một", "02", "Phường Hai", "03", "Phường Ba", "09", "Phường Chín", "10", "Phường Mười");
    // By code point: capitals come before small letters, so ANY before Alpha.
    private static final List<String> OPERATORS = List.of("ANY", "Alpha", "Beta", "Delta", "Gamma");
    private static final Map<String, String> NETWORKS = Map.of("Alpha", "Alpha", "Beta", "Red", "Gamma", "Red");
    private static final List<String> MEASURES = List.of("households", "people");
    private static final String FIGURES =
            "service text, operator text, measure text, total double, unlocated double, served double, share double?, share_high double?";

    /** The answers by their classes: a list before the longer ones that begin with it, classes compared as numbers. */
    private static final List<List<Integer>> ANSWERS = List.of(
            List.of(),
            List.of(0),
            List.of(1),
            List.of(2),
            List.of(3),
            List.of(3, 5, 13),
            List.of(4),
            List.of(5, 13),
            List.of(6),
            List.of(7),
            List.of(8),
            List.of(9),
            List.of(10),
            List.of(11),
            List.of(12),
            List.of(14),
            List.of(15));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path revision;

    @SuppressWarnings("NullAway.Init")
    private static CommandLineRun run;

    @BeforeAll
    static void runOnce() throws IOException {
        Path study = HandComputedPlace.write(folder);
        run = CommandLineRun.ofStudy(study, folder.resolve("out"), "--reason", "by hand");
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        revision = folder.resolve("out/by-hand/2026-09-30/r1");
    }

    @Test
    void wardCoverageHasEveryRow() {
        PublishedTable table = PublishedTable.read(revision.resolve("ward_coverage.parquet"));
        assertThat(table.columns()).containsExactly(("ward_code text, ward_name text, " + FIGURES).split(", ", -1));
        List<String> expected = new ArrayList<>();
        for (String ward : WARDS) {
            expected.addAll(figures(ward + "|" + NAMES.get(ward), h -> h.ward().equals(ward)));
        }
        assertThat(lines(table)).containsExactlyElementsOf(expected);
    }

    @Test
    void wardCoverageSaysWhatAPersonCounts() {
        PublishedTable table = PublishedTable.read(revision.resolve("ward_coverage.parquet"));
        assertThat(lines(table))
                .contains(
                        // 11 households of ward 01; h01, h02, h03, h05 by Alpha and h06 by Beta.
                        "01|Phường Một|broadband|ANY|households|11.0|0.0|5.0|" + 5 / 11.0 + "|" + 5 / 11.0,
                        "01|Phường Một|broadband|Alpha|households|11.0|0.0|4.0|" + 4 / 11.0 + "|" + 4 / 11.0,
                        // Ward 02: h11 to h18; h11, h13, h14, h15 and h17 (by its list) are served, h18 may be.
                        "02|Phường Hai|broadband|ANY|households|8.0|2.0|5.0|0.625|0.75",
                        // By Alpha: h11 and h13; no list of Alpha names h17 or h18.
                        "02|Phường Hai|broadband|Alpha|households|8.0|2.0|2.0|0.25|0.5",
                        // By Beta: h17, whom its list names; only h18 may come on top.
                        "02|Phường Hai|broadband|Beta|households|8.0|2.0|1.0|0.125|0.25",
                        "09|Phường Chín|broadband|ANY|people|0.0|0.0|0.0|null|null",
                        // 12.5 + 13 + 13.5 + 0.125 people, all served.
                        "10|Phường Mười|broadband|ANY|people|39.125|0.0|39.125|1.0|1.0");
    }

    @Test
    void areaCoverageHasTheStudyAndGroupsAboveAndBelow() {
        PublishedTable table = PublishedTable.read(revision.resolve("area_coverage.parquet"));
        assertThat(table.columns()).containsExactly(("level text, code text, name text, " + FIGURES).split(", ", -1));
        List<String> expected = new ArrayList<>();
        expected.addAll(
                figures("province|A|A", h -> h.ward().equals("01") || h.ward().equals("02")));
        expected.addAll(
                figures("province|B|B", h -> h.ward().equals("03") || h.ward().equals("10")));
        for (String ward : List.of("01", "02", "03", "10")) {
            for (String quarter : List.of("", "q1")) {
                expected.addAll(figures(
                        "quarter|" + ward + "/" + quarter + "|" + quarter,
                        h -> h.ward().equals(ward) && h.quarter().equals(quarter)));
            }
        }
        expected.addAll(figures("study|by-hand|Worked out by hand", h -> !h.outside()));
        assertThat(lines(table)).containsExactlyElementsOf(expected);
    }

    @Test
    void overlapCountsNetworksNotBrands() {
        PublishedTable table = PublishedTable.read(revision.resolve("ward_overlap.parquet"));
        assertThat(table.columns())
                .containsExactly("ward_code text", "service text", "networks int", "measure text", "total double");
        List<String> expected = new ArrayList<>();
        for (String ward : WARDS) {
            for (int s = 0; s < HandComputedPlace.SERVICES.size(); s++) {
                int service = s;
                // Networks of the study: Alpha, Delta, Red.
                for (int n = 0; n <= 3; n++) {
                    int networks = n;
                    for (String measure : MEASURES) {
                        expected.add(ward + "|" + HandComputedPlace.SERVICES.get(s) + "|" + n + "|" + measure + "|"
                                + sum(measure, h -> h.ward().equals(ward) && networks(h, service) == networks));
                    }
                }
            }
        }
        assertThat(lines(table)).containsExactlyElementsOf(expected);
        assertThat(lines(table))
                .contains(
                        // h25, h27 and h28 have one network, h26 has Alpha and Red.
                        "10|broadband|1|households|3.0",
                        "10|broadband|2|households|1.0",
                        "10|broadband|3|households|0.0");
    }

    @Test
    void targetsAreHeldAgainstExactShares() {
        PublishedTable table = PublishedTable.read(revision.resolve("target_assessment.parquet"));
        assertThat(table.columns())
                .containsExactly(
                        "level text",
                        "code text",
                        "name text",
                        "service text",
                        "measure text",
                        "share double?",
                        "share_high double?",
                        "target double",
                        "test text",
                        "by date",
                        "status text",
                        "binding boolean",
                        "shortfall long?");
        assertThat(table.lines(
                        "level",
                        "code",
                        "service",
                        "share",
                        "share_high",
                        "target",
                        "test",
                        "by",
                        "status",
                        "binding",
                        "shortfall"))
                .filteredOn(line -> line.startsWith("ward|") || line.startsWith("study|"))
                .containsExactly(
                        // Study: 28 households in wards. broadband: 5 + 5 + 0 + 4 = 14, high 15; 0.7 x 28 = 19.6, so 6
                        // more; by tomorrow.
                        study("broadband", 14, 15, 0.7, "at_least", "2026-10-01", "PENDING", true, "6"),
                        // broadband_100: h01, h02, h03, h05, h11, h25, h26, h27 = 8, high 10; 0.75 x 28 = 21: at least
                        // 13 more, 14 to pass over.
                        study("broadband_100", 8, 10, 0.75, "at_least", "2026-09-30", "MISSED", false, "13"),
                        study("broadband_100", 8, 10, 0.75, "over", "2025-12-31", "MISSED", true, "14"),
                        // mobile_5g: h23 alone, high 3; 0.2 x 28 = 5.6, so 5 more; Delta has not filed.
                        study("mobile_5g", 1, 3, 0.2, "at_least", "2025-12-31", "UNDECIDED", true, "5"),
                        // 0.7 x 11 = 7.7, so 3 more than 5.
                        ward(
                                "01",
                                "broadband",
                                5 / 11.0,
                                5 / 11.0,
                                0.7,
                                "at_least",
                                "2026-10-01",
                                "PENDING",
                                true,
                                "3"),
                        // 0.75 x 11 = 8.25: at least 9 either way, 5 more than 4.
                        ward(
                                "01",
                                "broadband_100",
                                4 / 11.0,
                                4 / 11.0,
                                0.75,
                                "at_least",
                                "2026-09-30",
                                "MISSED",
                                true,
                                "5"),
                        ward(
                                "01",
                                "broadband_100",
                                4 / 11.0,
                                4 / 11.0,
                                0.75,
                                "over",
                                "2025-12-31",
                                "MISSED",
                                true,
                                "5"),
                        // 0.2 x 11 = 2.2
                        ward("01", "mobile_5g", 0.0, 0.0, 0.2, "at_least", "2025-12-31", "UNDECIDED", false, "3"),
                        // 5 of 8, 6 with h18: 0.7 lies between. 0.7 x 8 = 5.6.
                        ward("02", "broadband", 0.625, 0.75, 0.7, "at_least", "2026-10-01", "UNDECIDED", true, "1"),
                        // h11 of 8, 3 with h17 and h18; 6 are needed, 7 to pass over.
                        ward("02", "broadband_100", 0.125, 0.375, 0.75, "at_least", "2026-09-30", "MISSED", true, "5"),
                        ward("02", "broadband_100", 0.125, 0.375, 0.75, "over", "2025-12-31", "MISSED", true, "6"),
                        // 0.2 x 8 = 1.6
                        ward("02", "mobile_5g", 0.0, 0.25, 0.2, "at_least", "2025-12-31", "UNDECIDED", false, "2"),
                        // 0 of 5: 3.5 and 3.75 both take 4.
                        ward("03", "broadband", 0.0, 0.0, 0.7, "at_least", "2026-10-01", "PENDING", true, "4"),
                        ward("03", "broadband_100", 0.0, 0.0, 0.75, "at_least", "2026-09-30", "MISSED", true, "4"),
                        ward("03", "broadband_100", 0.0, 0.0, 0.75, "over", "2025-12-31", "MISSED", true, "4"),
                        // h23 is one of five: exactly 0.2.
                        ward("03", "mobile_5g", 0.2, 0.2, 0.2, "at_least", "2025-12-31", "MET", false, "0"),
                        "ward|09|broadband|null|null|0.7|at_least|2026-10-01|NOT_ASSESSABLE|true|null",
                        "ward|09|broadband_100|null|null|0.75|at_least|2026-09-30|NOT_ASSESSABLE|true|null",
                        "ward|09|broadband_100|null|null|0.75|over|2025-12-31|NOT_ASSESSABLE|true|null",
                        "ward|09|mobile_5g|null|null|0.2|at_least|2025-12-31|NOT_ASSESSABLE|false|null",
                        ward("10", "broadband", 1.0, 1.0, 0.7, "at_least", "2026-10-01", "MET", true, "0"),
                        // h25, h26, h27 of four are exactly 0.75: at least that, not over it.
                        ward("10", "broadband_100", 0.75, 0.75, 0.75, "at_least", "2026-09-30", "MET", true, "0"),
                        ward("10", "broadband_100", 0.75, 0.75, 0.75, "over", "2025-12-31", "MISSED", true, "1"),
                        ward("10", "mobile_5g", 0.0, 0.0, 0.2, "at_least", "2025-12-31", "UNDECIDED", false, "1"));
        assertThat(table.rows())
                .filteredOn(row -> "province".equals(row.get("level")) || "quarter".equals(row.get("level")))
                .hasSize((2 + 8) * 4)
                .allSatisfy(row -> assertThat(row.get("binding")).isEqualTo(false));
    }

    @Test
    void claimClassesAreNumberedByContent() {
        PublishedTable table = PublishedTable.read(revision.resolve("claim_class.parquet"));
        assertThat(table.lines(
                        "class_id",
                        "operator",
                        "technology",
                        "down_mbps",
                        "signal_dbm",
                        "environment",
                        "customer",
                        "status",
                        "evidence",
                        "network"))
                .containsExactly(
                        "0|Alpha|DSL|10.0|null|null|both|available|declared|Alpha",
                        "1|Alpha|FTTH|99.999|null|null|both|available|declared|Alpha",
                        "2|Alpha|FTTH|100.0|null|null|both|available|declared|Alpha",
                        "3|Alpha|FTTH|200.0|null|null|both|available|declared|Alpha",
                        "4|Alpha|LTE|null|-100.0|indoor|both|available|declared|Alpha",
                        "5|Beta|FTTH|50.0|null|null|both|available|declared|Red",
                        "6|Beta|FTTH|1000.0|null|null|both|planned|declared|Red",
                        "7|Beta|FTTH|1000.0|null|null|business|available|declared|Red",
                        "8|Beta|HFC|null|null|null|both|available|declared|Red",
                        "9|Beta|LTE|null|-106.0|outdoor|both|available|declared|Red",
                        "10|Beta|LTE|null|-105.0|outdoor|both|available|declared|Red",
                        "11|Beta|NR|null|null|outdoor|both|available|declared|Red",
                        "12|Beta|NR_SA|null|-90.0|in_vehicle|both|available|declared|Red",
                        "13|Gamma|FTTH|300.0|null|null|both|available|declared|Red",
                        "14|Gamma|FWA|100.0|null|null|both|available|declared|Red",
                        "15|Gamma|FWA_LICENSED|100.0|null|null|both|available|declared|Red");
    }

    @Test
    void answersAndTheirHistogram() {
        PublishedTable answers = PublishedTable.read(revision.resolve("answer.parquet"));
        assertThat(answers.columns()).containsExactly("answer_id int", "class_ids list");
        List<String> numbered = new ArrayList<>();
        ANSWERS.forEach(classes -> numbered.add(numbered.size() + "|" + classes));
        assertThat(lines(answers)).containsExactlyElementsOf(numbered);

        PublishedTable histogram = PublishedTable.read(revision.resolve("ward_answer.parquet"));
        assertThat(histogram.columns())
                .containsExactly(
                        "ward_code text",
                        "quarter text",
                        "answer_id int",
                        "measure text",
                        "total double",
                        "unlocated double");
        List<String> expected = new ArrayList<>();
        for (String ward : WARDS) {
            for (String quarter : List.of("", "q1")) {
                for (int a = 0; a < ANSWERS.size(); a++) {
                    List<Integer> classes = ANSWERS.get(a);
                    Predicate<Expected> bar = h -> h.ward().equals(ward)
                            && h.quarter().equals(quarter)
                            && h.classIds().equals(classes);
                    for (String measure : MEASURES) {
                        if (HandComputedPlace.households().stream().anyMatch(bar)) {
                            expected.add(ward + "|" + quarter + "|" + a + "|" + measure + "|" + sum(measure, bar) + "|"
                                    + sum(measure, bar.and(Expected::unlocated)));
                        }
                    }
                }
            }
        }
        assertThat(lines(histogram)).containsExactlyElementsOf(expected);
    }

    @Test
    void everyHouseholdHasItsWardAnswerAndServices() {
        PublishedTable table = PublishedTable.read(revision.resolve("restricted/household_coverage"));
        List<String> columns = new ArrayList<>(List.of(
                "household_id text",
                "ward_code text?",
                "lon double?",
                "lat double?",
                "households double",
                "people double",
                "answer_id int"));
        HandComputedPlace.SERVICES.forEach(
                s -> columns.addAll(List.of("served_" + s + " boolean", "networks_" + s + " int")));
        // Spark's writer makes every column nullable; the contract fixes names and types.
        assertThat(table.columns().stream().map(c -> c.replace("?", "")))
                .containsExactlyElementsOf(
                        columns.stream().map(c -> c.replace("?", "")).toList());
        List<String> expected = new ArrayList<>();
        for (Expected h : HandComputedPlace.households()) {
            StringBuilder line = new StringBuilder(h.id())
                    .append("|")
                    .append(h.outside() ? "null" : h.ward())
                    .append("|")
                    .append(h.unlocated() ? "null" : Double.valueOf(h.lon()))
                    .append("|")
                    .append(h.unlocated() ? "null" : Double.valueOf(h.lat()))
                    .append("|1.0|")
                    .append(h.people().doubleValue())
                    .append("|")
                    .append(ANSWERS.indexOf(h.classIds()));
            for (int s = 0; s < HandComputedPlace.SERVICES.size(); s++) {
                line.append("|").append(networks(h, s) > 0).append("|").append(networks(h, s));
            }
            expected.add(line.toString());
        }
        assertThat(lines(table)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void wardsAreGeoParquet() {
        PublishedTable table = PublishedTable.read(revision.resolve("wards.parquet"));
        List<String> columns = new ArrayList<>(List.of(
                "ward_code text",
                "ward_name text",
                "geometry bytes",
                "bbox struct",
                "area_km2 double",
                "total_households double",
                "total_people double"));
        HandComputedPlace.SERVICES.forEach(s -> columns.add("share_" + s + " double?"));
        assertThat(table.columns()).containsExactlyElementsOf(columns);
        assertThat(table.lines("ward_code", "total_households", "total_people", "share_broadband", "bbox"))
                .containsExactly(
                        // 0.5 + 1 + 1.5 + 2 + 2.5 + 3 + 3.5 + 4 + 4.5 + 5 + 9.5
                        "01|11.0|37.0|" + 5 / 11.0 + "|{xmin=106.0, ymin=10.0, xmax=107.0, ymax=11.0}",
                        // 5.5 + 6 + 6.5 + 7 + 7.5 + 8 + 8.5 + 9
                        "02|8.0|58.0|0.625|{xmin=107.0, ymin=10.0, xmax=108.0, ymax=11.0}",
                        // 10 + 10.5 + 11 + 11.5 + 12
                        "03|5.0|55.0|0.0|{xmin=106.0, ymin=11.0, xmax=107.0, ymax=12.0}",
                        "09|0.0|0.0|null|{xmin=108.0, ymin=10.0, xmax=109.0, ymax=11.0}",
                        "10|4.0|39.125|1.0|{xmin=107.0, ymin=11.0, xmax=108.0, ymax=12.0}");
        // A degree of latitude is 110.6 km there; one of longitude 111.32 km x cos 10.5° = 109.5 km.
        assertThat((Double) table.rows().get(0).get("area_km2"))
                .isBetween(110.6 * 109.5 * 0.997, 110.6 * 109.5 * 1.003);
    }

    @Test
    void claimsAndIssuesAreKeptInRestricted() {
        PublishedTable claims = PublishedTable.read(revision.resolve("restricted/claim"));
        assertThat(claims.rows()).hasSize(17 + 3);
        assertThat(claims.lines("input", "record", "operator", "technology", "class_id", "valid_to", "household_id"))
                .contains(
                        "areas.geojson|1|Alpha|FTTH|2|null|null",
                        "areas.geojson|5|Alpha|FTTH|2|2026-09-30|null",
                        "areas.geojson|6|Alpha|FTTH|null|2026-09-29|null",
                        "list.csv|1|Beta|HFC|8|null|h17",
                        "list.csv|2|Alpha|DSL|0|null|h28",
                        "list.csv|3|Alpha|DSL|0|null|nobody");

        PublishedTable issues = PublishedTable.read(revision.resolve("restricted/data_issue.parquet"));
        assertThat(issues.columns())
                .containsExactly(
                        "input text",
                        "record long?",
                        "record_id text?",
                        "field text",
                        "value text",
                        "kind text",
                        "effect text",
                        "message text",
                        "lon double?",
                        "lat double?");
        assertThat(issues.lines("input", "record", "record_id", "field", "value", "kind", "effect", "lon"))
                .containsExactly(
                        "areas.geojson|6|null|to|2026-09-29|CLAIM_NOT_VALID|WARNING|null",
                        // h19 stands in the eleventh row, so h17 is the eighteenth.
                        "households.csv|18|h17|lon||HOUSEHOLD_UNLOCATED|WARNING|null",
                        "households.csv|19|h18|lon||HOUSEHOLD_UNLOCATED|WARNING|null",
                        "list.csv|3|nobody|household_id|nobody|LIST_HOUSEHOLD_UNKNOWN|WARNING|null");
    }

    @Test
    void summaryOpensInASpreadsheet() throws IOException {
        String csv = Files.readString(revision.resolve("summary.csv"));
        assertThat(csv)
                .startsWith("\uFEFFward_code,ward_name,province,area_km2,total_households,unlocated_households,");
        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(1)).startsWith("01,Phường Một,A,").contains("operators' declared coverage, not verified");
        // 5 of 11 is 0.4545…: never shown as more than it is.
        assertThat(lines.get(1)).contains(",0.4545").doesNotContain(",0.4546");
    }

    @Test
    void reportBalancesAndManifestProvesEveryFile() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode report = json.readTree(revision.resolve("run_report.json").toFile());
        Map<String, List<Long>> rows = new LinkedHashMap<>();
        report.get("inputs")
                .forEach(i -> rows.put(
                        i.get("path").asText(),
                        List.of(
                                i.get("rows_read").asLong(),
                                i.get("rows_accepted").asLong(),
                                i.get("rows_rejected").asLong())));
        assertThat(rows)
                .containsExactly(
                        Map.entry("wards.geojson", List.of(5L, 5L, 0L)),
                        Map.entry("areas.geojson", List.of(17L, 17L, 0L)),
                        Map.entry("list.csv", List.of(3L, 3L, 0L)),
                        Map.entry("households.csv", List.of(29L, 29L, 0L)));
        for (JsonNode input : report.get("inputs")) {
            Path file = folder.resolve(input.get("path").asText());
            assertThat(input.get("sha256").asText()).isEqualTo(sha256(file));
            assertThat(input.get("bytes").asLong()).isEqualTo(Files.size(file));
        }
        // 29 = 26 located in wards + h17, h18 + h29.
        JsonNode balance = report.get("households").get(0);
        assertThat(balance.get("accepted").asInt()).isEqualTo(29);
        assertThat(balance.get("in_wards").asInt()).isEqualTo(26);
        assertThat(balance.get("unlocated").asInt()).isEqualTo(2);
        assertThat(balance.get("outside").asInt()).isEqualTo(1);

        JsonNode manifest = json.readTree(revision.resolve("manifest.json").toFile());
        Map<String, String> listed = new TreeMap<>();
        manifest.get("files")
                .forEach(f -> listed.put(
                        f.get("path").asText(),
                        f.get("sha256").asText() + " " + f.get("bytes").asLong()));
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(revision)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                found.put(revision.relativize(file).toString(), sha256(file) + " " + Files.size(file));
            }
        }
        found.remove("manifest.json");
        assertThat(listed).isEqualTo(found);

        JsonNode release = json.readTree(revision.resolveSibling("release.json").toFile());
        assertThat(release.get("current").asText()).isEqualTo("r1");
        assertThat(release.toString()).contains("by hand").contains(sha256(revision.resolve("manifest.json")));
        try (Stream<Path> beside = Files.list(revision.getParent())) {
            assertThat(beside.map(p -> p.getFileName().toString()).filter(n -> n.startsWith(".staging")))
                    .isEmpty();
        }
    }

    @Test
    void theRunSaysItsResult() {
        assertThat(run.out()).contains("broadband", "50", "wards", "outside", "unlocated", revision.toString());
    }

    private static String study(
            String service,
            int served,
            int high,
            double target,
            String test,
            String by,
            String status,
            boolean binding,
            String shortfall) {
        return "study|by-hand|" + service + "|" + served / 28.0 + "|" + high / 28.0 + "|" + target + "|" + test + "|"
                + by + "|" + status + "|" + binding + "|" + shortfall;
    }

    private static String ward(
            String code,
            String service,
            double share,
            double high,
            double target,
            String test,
            String by,
            String status,
            boolean binding,
            String shortfall) {
        return "ward|" + code + "|" + service + "|" + share + "|" + high + "|" + target + "|" + test + "|" + by + "|"
                + status + "|" + binding + "|" + shortfall;
    }

    /** Rows of one unit of the coverage tables: sums over its households. */
    private static List<String> figures(String unit, Predicate<Expected> in) {
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < HandComputedPlace.SERVICES.size(); s++) {
            int service = s;
            for (String operator : OPERATORS) {
                Predicate<Expected> served = h -> {
                    List<String> by = h.servedBy().get(service);
                    return operator.equals("ANY") ? !by.isEmpty() : by.contains(operator);
                };
                for (String measure : MEASURES) {
                    double total = sum(measure, in);
                    double reached = sum(measure, in.and(served));
                    double high =
                            reached + sum(measure, in.and(Expected::unlocated).and(served.negate()));
                    lines.add(unit + "|" + HandComputedPlace.SERVICES.get(s) + "|" + operator + "|" + measure + "|"
                            + total
                            + "|" + sum(measure, in.and(Expected::unlocated)) + "|" + reached + "|"
                            + (total == 0 ? "null|null" : reached / total + "|" + high / total));
                }
            }
        }
        return lines;
    }

    private static double sum(String measure, Predicate<Expected> in) {
        return HandComputedPlace.households().stream()
                .filter(in)
                .map(h -> measure.equals("households") ? BigDecimal.ONE : h.people())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .doubleValue();
    }

    private static int networks(Expected household, int service) {
        return household.servedBy().get(service).stream()
                .map(NETWORKS::get)
                .collect(Collectors.toCollection(TreeSet::new))
                .size();
    }

    private static List<String> lines(PublishedTable table) {
        return table.lines(table.columns().stream().map(c -> c.split(" ", 2)[0]).toArray(String[]::new));
    }

    private static String sha256(Path file) throws IOException {
        return DigestUtils.sha256Hex(Files.readAllBytes(file));
    }
}
