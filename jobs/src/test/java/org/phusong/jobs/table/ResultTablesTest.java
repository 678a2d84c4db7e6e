package org.phusong.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.assess.SmallStudy.claim;
import static org.phusong.jobs.assess.SmallStudy.ward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.SmallStudy;
import org.phusong.jobs.assess.WardAnswer;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.Target;

/** Two wards, one of them empty; fibre of Viettel reaches 95.5 of 100 households, LTE of iTel (on VinaPhone's network) none. */
class ResultTablesTest {

    private static final Study STUDY = new SmallStudy()
            .measure("households")
            .measure("population")
            .groupAbove("province")
            .groupBelow("quarter")
            .service("broadband", SmallStudy.anyOf(Technology.FTTH))
            .service("mobile_4g", SmallStudy.anyOf(Technology.LTE))
            .operator("iTel", "VinaPhone")
            .target("broadband", "0.95", Target.Test.OVER, Target.Scope.BOTH, LocalDate.of(2025, 12, 31))
            .target("mobile_4g", "1.00", Target.Test.AT_LEAST, Target.Scope.STUDY, LocalDate.of(2027, 12, 31))
            .build();
    private static final List<Ward> WARDS =
            List.of(ward("00002", Map.of("province", "79")), ward("00001", Map.of("province", "79")));
    private static final List<ClaimClass> CLASSES =
            List.of(claim("Viettel", Technology.FTTH, 100.0), claim("iTel", Technology.LTE));
    private static final AnswerDictionary ANSWERS = new AnswerDictionary(List.of(new int[] {}, new int[] {0}));
    private static final List<WardAnswer> HISTOGRAM = List.of(
            new WardAnswer("00001", List.of("q"), 1, "households", 95_500, 0),
            new WardAnswer("00001", List.of("q"), 1, "population", 300_000, 0),
            new WardAnswer("00001", List.of(""), 0, "households", 4_500, 500));

    @TempDir
    Path out;

    private Path folder = Path.of("");

    @BeforeEach
    void publish() throws IOException {
        folder = publish(HISTOGRAM, WARDS);
    }

    private Path publish(List<WardAnswer> histogram, List<Ward> wards) throws IOException {
        Assessment assessment = Assessment.of(STUDY, wards, Set.of(), CLASSES, ANSWERS, histogram);
        try (StagedRevision staged = StagedRevision.begin(out, STUDY.id(), STUDY.asOf())) {
            ResultTables.write(staged, STUDY, wards, CLASSES, ANSWERS, histogram, assessment);
            return staged.publish("test", java.time.Instant.EPOCH);
        }
    }

    /** Rows as text, one cell after the other; {@code -} for null. */
    private List<String> rows(String file) throws IOException {
        return rows(folder.resolve(file));
    }

    private static List<String> rows(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Group row : TableWriterTest.read(file)) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.getType().getFieldCount(); i++) {
                cells.add(row.getFieldRepetitionCount(i) == 0 ? "-" : row.getValueToString(i, 0));
            }
            lines.add(String.join("|", cells));
        }
        return lines;
    }

    private List<String> columns(String file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(folder.resolve(file)))) {
            return reader.getFileMetaData().getSchema().getFields().stream()
                    .map(f -> f.getName()
                            + (f.isPrimitive() ? " " + f.asPrimitiveType().getPrimitiveTypeName() : "")
                            + (f.isRepetition(org.apache.parquet.schema.Type.Repetition.OPTIONAL) ? "?" : ""))
                    .toList();
        }
    }

    @Test
    void wardCoverageHasFullRowsInOrder() throws IOException {
        assertThat(columns("ward_coverage.parquet"))
                .containsExactly(
                        "ward_code BINARY",
                        "ward_name BINARY",
                        "service BINARY",
                        "operator BINARY",
                        "measure BINARY",
                        "total DOUBLE",
                        "unlocated DOUBLE",
                        "served DOUBLE",
                        "share DOUBLE?",
                        "share_high DOUBLE?");
        // 2 wards x 2 services x (ANY, Viettel, iTel) x 2 measures.
        assertThat(rows("ward_coverage.parquet"))
                .hasSize(24)
                .startsWith(
                        // 95.5 of 100 and 0.5 unlocated: 95.5 % to 96 %.
                        "00001|Ward 00001|broadband|ANY|households|100.0|0.5|95.5|0.955|0.96",
                        "00001|Ward 00001|broadband|ANY|population|300.0|0.0|300.0|1.0|1.0",
                        "00001|Ward 00001|broadband|Viettel|households|100.0|0.5|95.5|0.955|0.96")
                .endsWith("00002|Ward 00002|mobile_4g|iTel|population|0.0|0.0|0.0|-|-");
    }

    @Test
    void areaCoverageHasTheStudyAndEveryGroup() throws IOException {
        assertThat(columns("area_coverage.parquet"))
                .startsWith("level BINARY", "code BINARY", "name BINARY", "service BINARY");
        assertThat(rows("area_coverage.parquet"))
                .contains(
                        "province|79|79|broadband|ANY|households|100.0|0.5|95.5|0.955|0.96",
                        "quarter|00001/||broadband|ANY|households|4.5|0.5|0.0|0.0|0.1111111111111111",
                        "quarter|00001/q|q|broadband|ANY|households|95.5|0.0|95.5|1.0|1.0",
                        "study|small|Nhỏ|broadband|ANY|households|100.0|0.5|95.5|0.955|0.96");
    }

    @Test
    void overlapCountsNetworksFromNone() throws IOException {
        assertThat(columns("ward_overlap.parquet")).contains("networks INT32", "total DOUBLE");
        // 2 wards x 2 services x (0, 1, 2 networks) x 2 measures.
        assertThat(rows("ward_overlap.parquet"))
                .hasSize(24)
                .startsWith(
                        "00001|broadband|0|households|4.5",
                        "00001|broadband|0|population|0.0",
                        "00001|broadband|1|households|95.5");
    }

    @Test
    void targetsAreInTheWordsOfTheContract() throws IOException {
        assertThat(columns("target_assessment.parquet"))
                .contains("by INT32", "binding BOOLEAN", "shortfall INT64?", "target DOUBLE");
        // 2025-12-31 is day 20453 of the epoch, 2027-12-31 730 days later.
        assertThat(rows("target_assessment.parquet"))
                .contains(
                        "study|small|Nhỏ|broadband|households|0.955|0.96|0.95|over|20453|MET|true|0",
                        // 0 of 100 served: 100 more. The day is still to come; 0.5 % at most is served.
                        "study|small|Nhỏ|mobile_4g|households|0.0|0.005|1.0|at_least|21183|PENDING|true|100",
                        "ward|00001|Ward 00001|mobile_4g|households|0.0|0.005|1.0|at_least|21183|PENDING|false|100",
                        "ward|00002|Ward 00002|broadband|households|-|-|0.95|over|20453|NOT_ASSESSABLE|true|-");
    }

    @Test
    void classesAnswersAndHistogramAreNumberedTogether() throws IOException {
        assertThat(rows("claim_class.parquet"))
                .containsExactly(
                        "0|Viettel|FTTH|100.0|-|-|-|-|both|available|declared|Viettel",
                        "1|iTel|LTE|-|-|-|-|outdoor|both|available|declared|VinaPhone");
        assertThat(columns("claim_class.parquet")).contains("class_id INT32", "environment BINARY?", "network BINARY");
        assertThat(TableWriterTest.read(folder.resolve("answer.parquet"))).hasSize(2);
        assertThat(rows("ward_answer.parquet"))
                .containsExactly(
                        "00001||0|households|4.5|0.5",
                        "00001|q|1|households|95.5|0.0",
                        "00001|q|1|population|300.0|0.0");
        assertThat(columns("ward_answer.parquet"))
                .containsExactly(
                        "ward_code BINARY",
                        "quarter BINARY",
                        "answer_id INT32",
                        "measure BINARY",
                        "total DOUBLE",
                        "unlocated DOUBLE");
    }

    @Test
    void wardsAreGeoParquet() throws IOException, ParseException {
        Path file = folder.resolve("wards.parquet");
        assertThat(columns("wards.parquet"))
                .containsExactly(
                        "ward_code BINARY",
                        "ward_name BINARY",
                        "geometry BINARY",
                        "bbox",
                        "area_km2 DOUBLE",
                        "total_households DOUBLE",
                        "total_population DOUBLE",
                        "share_broadband DOUBLE?",
                        "share_mobile_4g DOUBLE?");
        Group first = TableWriterTest.read(file).get(0);
        assertThat(new WKBReader()
                        .read(first.getBinary("geometry", 0).getBytes())
                        .equalsExact(WARDS.get(1).geometry()))
                .isTrue();
        assertThat(first.getGroup("bbox", 0).getDouble("xmax", 0)).isEqualTo(106.1);
        // A tenth of a degree at 10.05 N: 11.06 km by 110.61 km / 10 * 1.0 gives about 10.96 x 11.06 = 121.2 km2.
        assertThat(first.getDouble("area_km2", 0)).isBetween(121.0, 121.5);
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getFileMetaData().getKeyValueMetaData().get("geo"))
                    .isEqualTo("{\"version\":\"1.1.0\",\"primary_column\":\"geometry\",\"columns\":{\"geometry\":"
                            + "{\"encoding\":\"WKB\",\"geometry_types\":[\"Polygon\"],\"bbox\":[106.0,10.0,106.1,10.1],"
                            + "\"covering\":{\"bbox\":{\"xmin\":[\"bbox\",\"xmin\"],\"ymin\":[\"bbox\",\"ymin\"],"
                            + "\"xmax\":[\"bbox\",\"xmax\"],\"ymax\":[\"bbox\",\"ymax\"]}}}}}");
        }
    }

    @Test
    void theSummaryIsMadeForSpreadsheets() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("summary.csv"));
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
        String[] lines = new String(bytes, StandardCharsets.UTF_8).substring(1).split("\r\n", -1);
        assertThat(lines).hasSize(4);
        assertThat(lines[0])
                .isEqualTo("ward_code,ward_name,province,area_km2,total_households,unlocated_households,"
                        + "total_population,unlocated_population,served_broadband,share_broadband,"
                        + "best_operator_broadband,served_mobile_4g,share_mobile_4g,best_operator_mobile_4g,"
                        + "target_broadband,status_broadband,shortfall_broadband,"
                        + "target_mobile_4g,status_mobile_4g,shortfall_mobile_4g,note");
        assertThat(lines[1])
                .startsWith("00001,Ward 00001,79,121.")
                .endsWith(",100,0.5,300,0,95.5,0.9550,Viettel,0,0.0000,,over 0.95 of households by 2025-12-31,MET,0,"
                        + "at least 1 of households by 2027-12-31,PENDING,100,Nhỏ: no claims; shares are rounded down");
        assertThat(lines[2]).contains(",0,0,0,0,0,,,0,,,").contains("NOT_ASSESSABLE");
        assertThat(lines[3]).isEmpty();
    }

    @Test
    void theOrderOfWhatCameInDoesNotShow() throws IOException {
        List<WardAnswer> shuffled = new ArrayList<>(HISTOGRAM);
        Collections.reverse(shuffled);
        List<Ward> wards = new ArrayList<>(WARDS);
        Collections.reverse(wards);
        Path second = publish(shuffled, wards);
        assertThat(second.resolve("manifest.json")).hasSameBinaryContentAs(folder.resolve("manifest.json"));
    }

    @Test
    void claimsKeepTheirAttributesAndPlaceInTheInput() throws IOException {
        Path file = out.resolve("claim.parquet");
        CoverageClaim area = new CoverageClaim(
                "b.gpkg",
                2,
                CLASSES.get(1),
                LocalDate.of(1970, 1, 2),
                null,
                WARDS.get(0).geometry(),
                null);
        CoverageClaim list = new CoverageClaim("a.csv", 10, CLASSES.get(0), null, null, null, "h1");
        CoverageClaim earlier =
                new CoverageClaim("a.csv", 9, CLASSES.get(0), null, LocalDate.of(1970, 1, 3), null, "h2");
        ClaimTable.write(
                file, List.of(area, list, earlier), c -> c.equals(earlier) ? null : CLASSES.indexOf(c.attributes()));
        List<String> rows = rows(file);
        assertThat(rows.get(0)).isEqualTo("a.csv|9|Viettel|FTTH|100.0|-|-|-|-|both|available|declared|-|2|-|-|h2");
        assertThat(rows.get(1)).isEqualTo("a.csv|10|Viettel|FTTH|100.0|-|-|-|-|both|available|declared|-|-|0|-|h1");
        assertThat(rows.get(2)).startsWith("b.gpkg|2|iTel|LTE|-|-|-|-|outdoor|both|available|declared|1|-|1|");
    }

    @Test
    void issuesAreSortedWithoutLookingAtTheirRecordFirst() throws IOException {
        Path file = out.resolve("data_issue.parquet");
        DataIssue later = new DataIssue(
                "h.csv", 1L, "b", "lon", "x", IssueKind.VALUE_INVALID, Effect.REJECTED, "no number", null, null);
        DataIssue first =
                new DataIssue("h.csv", 2L, "a", "", "", IssueKind.WARD_GAP, Effect.WARNING, "gap", 106.5, 10.5);
        DataIssue whole =
                new DataIssue("h.csv", null, null, "", "", IssueKind.CRS_ASSUMED, Effect.WARNING, "crs", null, null);
        DataIssueTable.write(file, List.of(later, first, whole));
        assertThat(rows(file))
                .containsExactly(
                        "h.csv|-|-|||CRS_ASSUMED|WARNING|crs|-|-",
                        "h.csv|2|a|||WARD_GAP|WARNING|gap|106.5|10.5",
                        "h.csv|1|b|lon|x|VALUE_INVALID|REJECTED|no number|-|-");
    }
}
