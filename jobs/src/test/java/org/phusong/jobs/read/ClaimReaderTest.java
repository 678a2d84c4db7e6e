package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.jobs.study.ClaimInput.CodeScheme;
import org.phusong.jobs.study.Study;

class ClaimReaderTest {

    private static final String SQUARE = "POLYGON((106 10,107 10,107 11,106 11,106 10))";

    @TempDir
    Path folder;

    private static Map<String, String> good() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("operator", "Viettel");
        row.put("technology", "LTE");
        row.put("down", "100");
        row.put("up", "20.5");
        row.put("latency", "30");
        row.put("signal", "-105");
        row.put("environment", "indoor");
        row.put("customer", "residential");
        row.put("status", "connected");
        row.put("from", "2026-01-01");
        row.put("to", "2026-12-31");
        row.put("wkt", SQUARE);
        return row;
    }

    private ClaimLayer readCsv(Map<String, String> row, Map<String, String> next) {
        return readCsv(List.of(row, next));
    }

    private ClaimLayer readCsv(Map<String, String> row) {
        return readCsv(List.of(row));
    }

    private ClaimLayer readCsv(List<Map<String, String>> rows) {
        String text = String.join(",", good().keySet()) + "\n"
                + rows.stream()
                        .map(row ->
                                row.values().stream().map(v -> '"' + v + '"').collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"));
        return new StudyOfFiles(folder)
                .file("claims.csv", text)
                .claims(StudyOfFiles.csvAreas("coverage[0]", "claims.csv"))
                .readClaims();
    }

    private static Map<String, String> goodWith(String column, String value) {
        Map<String, String> row = good();
        row.put(column, value);
        return row;
    }

    private static DataIssue only(ClaimLayer layer) {
        assertThat(layer.issues().kept()).hasSize(1);
        return layer.issues().kept().get(0);
    }

    @Test
    void everyAttributeOfAClaimIsRead() {
        CoverageClaim claim = readCsv(good()).claims().get(0);

        assertThat(claim.attributes())
                .isEqualTo(new ClaimClass(
                        "Viettel",
                        Technology.LTE,
                        100.0,
                        20.5,
                        30.0,
                        -105.0,
                        Environment.INDOOR,
                        Customer.RESIDENTIAL,
                        ClaimStatus.CONNECTED,
                        Evidence.DECLARED));
        assertThat(claim.validFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(claim.validTo()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(claim.input()).isEqualTo("claims.csv");
        assertThat(claim.record()).isEqualTo(1);
        assertThat(claim.householdId()).isNull();
        assertThat(Objects.requireNonNull(claim.area()).isRectangle()).isTrue();
    }

    @Test
    void aCollectionWithoutFeaturesIsALayerWithoutClaims() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("claims.geojson", "{\"type\":\"FeatureCollection\",\"features\":[]}")
                .claims(StudyOfFiles.plainAreas("coverage[0]", "claims.geojson", null))
                .readClaims();

        assertThat(layer.claims()).isEmpty();
        assertThat(layer.tallies()).hasSize(1);
        assertThat(layer.tallies().get(0).read()).isZero();
    }

    @Test
    void whatIsEmptyTakesItsDefault() {
        Map<String, String> row = good();
        row.replaceAll(
                (column, value) -> List.of("operator", "technology", "wkt").contains(column) ? value : "");
        ClaimLayer layer = readCsv(row);

        assertThat(layer.claims().get(0).attributes())
                .isEqualTo(new ClaimClass(
                        "Viettel",
                        Technology.LTE,
                        null,
                        null,
                        null,
                        null,
                        Environment.OUTDOOR,
                        Customer.BOTH,
                        ClaimStatus.AVAILABLE,
                        Evidence.DECLARED));
        assertThat(layer.issues().kept()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "operator   | ''          | OPERATOR_INVALID | The claim names no operator",
                "operator   | Any         | OPERATOR_INVALID | 'Any' stands for any operator",
                "technology | ''          | VALUE_MISSING | technology is missing",
                "technology | FTTX        | TECHNOLOGY_UNKNOWN | No known technology; accepted are FTTH, HFC, DSL, FWA",
                "technology | lte         | TECHNOLOGY_UNKNOWN | No known technology",
                "technology | 50          | TECHNOLOGY_UNKNOWN | No known technology",
                "down       | fast        | VALUE_INVALID | down is no number",
                "down       | NaN         | VALUE_INVALID | down is no number",
                "down       | -1          | VALUE_OUT_OF_RANGE | accepted are numbers of at least 0 Mbit/s",
                "up         | -0.1        | VALUE_OUT_OF_RANGE | accepted are numbers of at least 0 Mbit/s",
                "latency    | -5          | VALUE_OUT_OF_RANGE | accepted are numbers of at least 0 ms",
                "latency    | 1e400       | VALUE_OUT_OF_RANGE | latency is too large",
                "signal     | 105         | VALUE_OUT_OF_RANGE | accepted are numbers of -200 to 0 dBm",
                "signal     | -9999       | VALUE_OUT_OF_RANGE | accepted are numbers of -200 to 0 dBm",
                "environment| underground | CODE_UNKNOWN | 'underground' is no known environment; accepted: in_vehicle, indoor, outdoor",
                "customer   | R           | CODE_UNKNOWN | 'R' is no known customer; accepted: both, business, residential",
                "status     | active      | CODE_UNKNOWN | 'active' is no known status; accepted: available, connected, passed, planned",
                "from       | 2026-02-30  | VALUE_INVALID | from is no date",
                "to         | 31/12/2026  | VALUE_INVALID | to is no date",
                "from       | 2027-01-01  | VALUE_INVALID | valid_from is after valid_to, 2026-12-31",
                "wkt        | ''          | GEOMETRY_MISSING | ",
                "wkt        | POLYGON EMPTY | GEOMETRY_MISSING | ",
                "wkt        | POINT(106 10) | GEOMETRY_TYPE | Point",
                "wkt        | LINESTRING(106 10,107 11) | GEOMETRY_TYPE | LineString",
                "wkt        | POLYGON((106 10,107 10,107 11)) | GEOMETRY_UNREADABLE | ",
                "wkt        | POLYGON((106 10,107 NaN,107 11,106 10)) | COORDINATE_OUT_OF_RANGE | not finite",
                "wkt        | POLYGON((181 10,182 10,182 11,181 10)) | COORDINATE_OUT_OF_RANGE | ",
                "wkt        | POLYGON((106 10,106 10,106 10,106 10)) | GEOMETRY_INVALID | ",
            })
    void aDefectRejectsItsClaimAlone(String column, String value, IssueKind kind, String message) {
        ClaimLayer layer = readCsv(List.of(good(), goodWith(column, value), good()));

        DataIssue issue = only(layer);
        assertThat(issue.kind()).isEqualTo(kind);
        assertThat(issue.effect()).isEqualTo(Effect.REJECTED);
        assertThat(issue.message()).contains(message == null ? "" : message);
        assertThat(issue.input()).isEqualTo("claims.csv");
        assertThat(issue.record()).isEqualTo(2);
        assertThat(issue.recordId()).isNull();
        assertThat(issue.field()).isEqualTo(column);
        if (!column.equals("wkt")) {
            assertThat(issue.value()).isEqualTo(value);
        }
        assertThat(layer.claims()).extracting(CoverageClaim::record).containsExactly(1L, 3L);
        InputTally tally = layer.tallies().get(0);
        assertThat(List.of(tally.read(), tally.accepted(), tally.repaired(), tally.rejected()))
                .containsExactly(3L, 2L, 0L, 1L);
        assertThat(tally.role()).isEqualTo("coverage[0]");
        assertThat(tally.crs()).isEqualTo("EPSG:4326");
    }

    @Test
    void aBowTieIsRepairedByNameAndItsChangeOfAreaIsTold() {
        ClaimLayer layer = readCsv(goodWith("wkt", "POLYGON((106 10,107 11,107 10,106 11,106 10))"));

        DataIssue issue = only(layer);
        assertThat(issue.kind()).isEqualTo(IssueKind.GEOMETRY_INVALID);
        assertThat(issue.effect()).isEqualTo(Effect.REPAIRED);
        assertThat(issue.message()).contains("m²");
        // The rings cross in the middle of the square.
        assertThat(issue.lon()).isCloseTo(106.5, within(1e-9));
        assertThat(issue.lat()).isCloseTo(10.5, within(1e-9));
        Geometry area = Objects.requireNonNull(layer.claims().get(0).area());
        assertThat(area.isValid()).isTrue();
        assertThat(area.getNumGeometries()).isEqualTo(2);
        assertThat(layer.tallies().get(0).repaired()).isEqualTo(1);
        assertThat(layer.tallies().get(0).accepted()).isEqualTo(1);
    }

    @Test
    void aClaimOfAnotherTimeIsAcceptedWithAWarning() {
        ClaimLayer layer = readCsv(goodWith("from", "2026-10-01"), goodWith("to", "2026-09-29"));

        assertThat(layer.claims()).hasSize(2).noneMatch(c -> c.isValidOn(LocalDate.of(2026, 9, 30)));
        assertThat(layer.issues().kept())
                .extracting(DataIssue::kind, DataIssue::effect, DataIssue::field, DataIssue::value)
                .containsExactly(
                        tuple(IssueKind.CLAIM_NOT_VALID, Effect.WARNING, "from", "2026-10-01"),
                        tuple(IssueKind.CLAIM_NOT_VALID, Effect.WARNING, "to", "2026-09-29"));
    }

    @Test
    void bothEndsOfAValidityAreInclusive() {
        Map<String, String> oneDay = goodWith("from", "2026-09-30");
        oneDay.put("to", "2026-09-30");
        assertThat(readCsv(oneDay).issues().kept()).isEmpty();
    }

    @Test
    void claimsThatSayTheSameShareOneClass() {
        List<CoverageClaim> claims = readCsv(good(), good()).claims();
        assertThat(claims.get(0).attributes()).isSameAs(claims.get(1).attributes());
    }

    @Test
    void aMissingColumnNamesFileColumnAndNearest() {
        StudyOfFiles study = new StudyOfFiles(folder)
                .file("claims.csv", "operatr,technology,wkt\nViettel,LTE,\"" + SQUARE + "\"\n")
                .claims(StudyOfFiles.csvAreas("coverage[0]", "claims.csv"));
        assertThatThrownBy(study::readClaims)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "Cannot read coverage[0].operator from claims.csv: no column 'operator'; nearest is"
                                + " 'operatr'; the file has operatr, technology");
    }

    @Test
    void areasWithoutAKnownCrsEndTheRun() {
        StudyOfFiles study = new StudyOfFiles(folder)
                .file("claims.csv", "operator,technology,wkt\nViettel,LTE,\"" + SQUARE + "\"\n")
                .claims(StudyOfFiles.plainAreas("coverage[0]", "claims.csv", null));
        assertThatThrownBy(study::readClaims)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("coverage[0]")
                .hasMessageContaining("claims.csv");
    }

    @Test
    void geoJsonClaimsAreReadAndANullGeometryLosesItsFeatureOnly() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("claims.geojson", """
                        {"type":"FeatureCollection","features":[
                        {"type":"Feature","properties":{"operator":"Viettel","technology":"NR"},"geometry":null},
                        {"type":"Feature","properties":{"operator":"Viettel","technology":"NR"},"geometry":
                        {"type":"Polygon","coordinates":[[[106,10],[107,10],[107,11],[106,11],[106,10]]]}}]}
                        """)
                .claims(StudyOfFiles.plainAreas("coverage[0]", "claims.geojson", null))
                .readClaims();

        assertThat(only(layer).kind()).isEqualTo(IssueKind.GEOMETRY_MISSING);
        assertThat(only(layer).record()).isEqualTo(1);
        assertThat(layer.claims()).extracting(CoverageClaim::record).containsExactly(2L);
        assertThat(layer.claims().get(0).attributes().technology()).isEqualTo(Technology.NR);
    }

    @Test
    void aListNamesHouseholdsAndNeedsNoCrs() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("list.csv", """
                        household_id,operator,technology,customer
                        007,TDS,50,X
                        ,TDS,50,B
                        008,TDS,10,R
                        009,TDS,11,R
                        010,TDS,10,Z
                        """)
                .claims(StudyOfFiles.plainList("coverage[0]", "list.csv", CodeScheme.FCC))
                .readClaims();

        assertThat(layer.claims()).extracting(CoverageClaim::householdId).containsExactly("007", "008");
        assertThat(layer.claims())
                .extracting(c -> c.attributes().technology())
                .containsExactly(Technology.FTTH, Technology.DSL);
        assertThat(layer.claims())
                .extracting(c -> c.attributes().customer())
                .containsExactly(Customer.BOTH, Customer.RESIDENTIAL);
        assertThat(layer.issues().kept())
                .extracting(DataIssue::record, DataIssue::recordId, DataIssue::kind, DataIssue::value)
                .containsExactlyInAnyOrder(
                        tuple(2L, null, IssueKind.VALUE_MISSING, ""),
                        tuple(4L, "009", IssueKind.TECHNOLOGY_UNKNOWN, "11"),
                        tuple(5L, "010", IssueKind.CODE_UNKNOWN, "Z"));
        assertThat(layer.tallies().get(0).crs()).isEmpty();
    }

    @Test
    void spellingsOfOneOperatorBecomeItsNameAndStrangersAreWarnedOfOnceAFile() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("list.csv", """
                        household_id,operator,technology
                        1,VIETTEL,LTE
                        2, Viettel Telecom ,LTE
                        3,FPT,FTTH
                        4,FPT,FTTH
                        5,viettel,LTE
                        """)
                .operators(Map.of("Viettel", "Viettel"), Map.of("VIETTEL", "Viettel", "Viettel Telecom", "Viettel"))
                .claims(StudyOfFiles.plainList("coverage[0]", "list.csv", CodeScheme.NAMES))
                .readClaims();

        assertThat(layer.claims())
                .extracting(c -> c.attributes().operator())
                .containsExactly("Viettel", "Viettel", "FPT", "FPT", "viettel");
        assertThat(layer.issues().kept())
                .extracting(DataIssue::record, DataIssue::kind, DataIssue::effect, DataIssue::value)
                .containsExactlyInAnyOrder(
                        tuple(0L, IssueKind.OPERATOR_UNLISTED, Effect.WARNING, "FPT"),
                        tuple(0L, IssueKind.OPERATOR_UNLISTED, Effect.WARNING, "viettel"),
                        tuple(0L, IssueKind.OPERATOR_SIMILAR, Effect.WARNING, "viettel"));
        assertThat(layer.operatorsWith(new OperatorBook(Map.of("iTel", "VinaPhone"), Map.of())))
                .containsExactly("FPT", "Viettel", "iTel", "viettel");
    }

    @Test
    void operatorsThatDifferInSpacingAreWarnedOfEvenWhereNoneIsListed() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("list.csv", "household_id,operator,technology\n1,Mobi Fone,LTE\n2,MobiFone,LTE\n")
                .claims(StudyOfFiles.plainList("coverage[0]", "list.csv", CodeScheme.NAMES))
                .readClaims();

        assertThat(layer.issues().kept())
                .extracting(DataIssue::kind, DataIssue::value)
                .containsExactlyInAnyOrder(
                        tuple(IssueKind.OPERATOR_SIMILAR, "Mobi Fone"), tuple(IssueKind.OPERATOR_SIMILAR, "MobiFone"));
    }

    @Test
    void operatorsThatAreNeitherListedNorFoundAreWarnedOfWhereTheStudyNamesThem() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("list.csv", "household_id,operator,technology\n1,FPT,FTTH\n")
                .operators(Map.of("Viettel", "Viettel"), Map.of())
                .claims(StudyOfFiles.plainList("coverage[0]", "list.csv", CodeScheme.NAMES))
                .service("broadband", "Viettel", "FPT", "Vietel")
                .expected("VNPT", "broadband")
                .expected("Viettel", "broadband")
                .readClaims();

        // FPT is on a claim but not listed, which is another warning; Viettel is listed, though without claims.
        assertThat(layer.issues().kept())
                .extracting(DataIssue::input, DataIssue::record, DataIssue::kind, DataIssue::field, DataIssue::value)
                .containsExactly(
                        tuple("list.csv", 0L, IssueKind.OPERATOR_UNLISTED, "operator", "FPT"),
                        tuple("study.yaml", 0L, IssueKind.OPERATOR_UNMATCHED, "expected", "VNPT"),
                        tuple(
                                "study.yaml",
                                0L,
                                IssueKind.OPERATOR_UNMATCHED,
                                "services.broadband.operators",
                                "Vietel"));
        assertThat(layer.issues().kept().get(1).message()).contains("its submission counts as missing");
        assertThat(layer.issues().kept().get(2).message())
                .isEqualTo("No accepted claim is of 'Vietel' and the study does not list it, so the condition is met by"
                        + " nobody through it; accepted are operators that are listed or have claims, the nearest is"
                        + " 'Viettel'");
    }

    @Test
    void areasInAProjectedCrsBecomeLongitudesAndLatitudes() {
        // Zone 48 North: easting 500,000 m is the central meridian, 105 degrees; northing 0 is the equator.
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("utm.geojson", """
                        {"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32648"}},"features":[
                        {"type":"Feature","properties":{"operator":"A","technology":"NR"},"geometry":{"type":"Polygon",
                        "coordinates":[[[500000,0],[510000,0],[510000,10000],[500000,10000],[500000,0]]]}},
                        {"type":"Feature","properties":{"operator":"A","technology":"NR"},"geometry":{"type":"Polygon",
                        "coordinates":[[[5e12,0],[6e12,0],[6e12,1e12],[5e12,0]]]}}]}
                        """)
                .claims(StudyOfFiles.plainAreas("coverage[0]", "utm.geojson", null))
                .readClaims();

        Geometry area = Objects.requireNonNull(layer.claims().get(0).area());
        assertThat(area.getEnvelopeInternal().getMinX()).isCloseTo(105, within(1e-8));
        assertThat(area.getEnvelopeInternal().getMinY()).isCloseTo(0, within(1e-8));
        // A degree of latitude at the equator is 110.574 km on the ellipsoid, and the scale on the central meridian
        // 0.9996.
        assertThat(area.getEnvelopeInternal().getMaxY()).isCloseTo(10 / 0.9996 / 110.574, within(1e-5));
        assertThat(layer.tallies().get(0).crs()).isEqualTo("EPSG:32648");
        assertThat(only(layer).kind()).isEqualTo(IssueKind.COORDINATE_OUT_OF_RANGE);
        assertThat(only(layer).record()).isEqualTo(2);
    }

    @Test
    void whereLeavesRowsOutBeforeTheyAreRead() {
        SparkSession spark = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        try {
            Study study = new StudyOfFiles(folder)
                    .file(
                            "claims.csv",
                            "operator,technology,wkt,state\nA,LTE,\"" + SQUARE + "\",on\nB,LTE,,off\nC,LTE,,on\n")
                    .claims(StudyOfFiles.areasWhere("coverage[0]", "claims.csv", "state = 'on'"))
                    .study();
            ClaimLayer layer = ClaimReader.read(study, () -> spark);

            InputTally tally = layer.tallies().get(0);
            assertThat(List.of(tally.leftOut(), tally.read(), tally.accepted(), tally.rejected()))
                    .containsExactly(1L, 2L, 1L, 1L);
            // Numbers are those of the file, not of what is left.
            assertThat(only(layer).record()).isEqualTo(3);
        } finally {
            spark.stop();
        }
    }

    @Test
    void aRowThatCannotBeReadIsRejected() {
        ClaimLayer layer = new StudyOfFiles(folder)
                .file("list.csv", "household_id,operator,technology\n1,A\n2,A,LTE\n")
                .claims(StudyOfFiles.plainList("coverage[0]", "list.csv", CodeScheme.NAMES))
                .readClaims();

        assertThat(only(layer).kind()).isEqualTo(IssueKind.RECORD_UNREADABLE);
        assertThat(only(layer).record()).isEqualTo(1);
        assertThat(layer.claims()).hasSize(1);
    }
}
