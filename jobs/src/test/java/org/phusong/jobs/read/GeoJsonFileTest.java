package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.column;
import static org.phusong.jobs.read.Fixtures.failure;
import static org.phusong.jobs.read.Fixtures.fault;
import static org.phusong.jobs.read.Fixtures.geometry;
import static org.phusong.jobs.read.Fixtures.gzip;
import static org.phusong.jobs.read.Fixtures.names;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.sharedData;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonFileTest {

    private static final String SQUARE = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,0],[2,2],[0,2],[0,0]]]}";

    @TempDir
    Path folder;

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
    }

    private static String collection(String... features) {
        return "{\"type\":\"FeatureCollection\",\"name\":\"x\",\"features\":[" + String.join(",\n", features)
                + "],\"more\":{\"a\":[1]}}";
    }

    private InputFile file(String name, String content) {
        return write(folder, name, content);
    }

    private RecordFile open(String name, String content) {
        return RecordFiles.open(file(name, content), source(), null);
    }

    @Test
    void oneOddGeometryIsAFaultOfItsFeatureAlone() {
        String[] odd = {
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[2,0],[2,2],[0,2]]]}",
            "{\"type\":\"Circle\",\"coordinates\":[0,0]}",
            "{\"type\":\"Point\",\"coordinates\":[\"106\",10]}",
            "{\"type\":\"Point\",\"coordinates\":[NaN,10]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[0,0],[1,1]]}",
            "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1]]]}",
            "{\"type\":\"Polygon\"}",
            "{\"coordinates\":[0,0]}",
            "{\"type\":\"GeometryCollection\",\"geometries\":[7]}",
            "{\"type\":\"LineString\",\"coordinates\":[[0,0]]}",
            "\"POINT (1 2)\""
        };
        for (String geometry : odd) {
            List<VerbatimRecord> records = read(open(
                    "odd-geometry.geojson",
                    collection(
                            feature("{\"c\":1}", SQUARE),
                            feature("{\"c\":2}", geometry),
                            feature("{\"c\":3}", SQUARE))));
            assertThat(records).as(geometry).extracting(r -> r.values().get(0)).containsExactly(1L, 2L, 3L);
            assertThat((Object) records.get(1).geometry()).as(geometry).isNull();
            assertThat(records.get(1).fault()).as(geometry).isNotNull();
            assertThat(fault(records.get(1)).geometryOnly()).isTrue();
            // A square of side 2.
            assertThat(geometry(records.get(2)).getArea()).isEqualTo(4.0);
        }
    }

    @Test
    void nullGeometryIsMissingAndEmptyOnesAreEmpty() {
        List<VerbatimRecord> records = read(open(
                "null-geometry.geojson",
                collection(
                        feature("{}", "null"),
                        "{\"type\":\"Feature\",\"properties\":null}",
                        feature("{}", "{\"type\":\"Polygon\",\"coordinates\":[]}"),
                        feature("{}", SQUARE))));
        assertThat(records).extracting(VerbatimRecord::fault).containsOnlyNulls();
        assertThat(records).extracting(r -> r.geometry() == null).containsExactly(true, true, false, false);
        assertThat(geometry(records.get(2)).isEmpty()).isTrue();
    }

    @Test
    void everyGeometryTypeIsRead() {
        String[][] cases = {
            {"{\"type\":\"Point\",\"coordinates\":[1,2,99]}", "POINT (1 2)"},
            {"{\"coordinates\":[[1,2],[3,4]],\"type\":\"MultiPoint\"}", "MULTIPOINT ((1 2), (3 4))"},
            {"{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", "LINESTRING (1 2, 3 4)"},
            {"{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2],[3,4]]]}", "MULTILINESTRING ((1 2, 3 4))"},
            {
                "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[9,0],[9,9],[0,0]],[[5,1],[6,1],[6,2],[5,1]]]]}",
                "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1)))"
            },
            {
                "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[1,2]}]}",
                "GEOMETRYCOLLECTION (POINT (1 2))"
            },
        };
        for (String[] pair : cases) {
            List<VerbatimRecord> records = read(open("types.geojson", collection(feature("{}", pair[0]))));
            assertThat((Object) records.get(0).geometry()).hasToString(pair[1]);
        }
    }

    @Test
    void filesCutShortAreRefusedOnOpening() {
        String whole = collection(feature("{\"c\":1}", SQUARE), feature("{\"c\":2}", SQUARE));
        for (int length : new int[] {20, 60, 140, whole.length() - 1, whole.length() - 14}) {
            assertThat(failure(file("cut.geojson", whole.substring(0, length))))
                    .contains("cut.geojson", "it ends at line", "byte " + length, "cut short");
        }
        String lines = feature("{\"c\":1}", SQUARE) + "\n" + feature("{\"c\":2}", SQUARE);
        assertThat(failure(file("cut.geojsonl", lines.substring(0, lines.length() - 3))))
                .contains("line 2", "cut short");
    }

    @Test
    void brokenJsonNamesItsLine() {
        assertThat(failure(file("broken.geojson", collection(feature("{\"c\":1}", SQUARE), "{\"type\" \"Feature\"}"))))
                .contains("line 2", "not JSON");
        assertThat(failure(file("trailing.geojson", collection() + "x"))).contains("trailing.geojson");
        assertThat(failure(file("twice.geojson", collection() + collection())))
                .contains("follows the FeatureCollection");
        assertThat(failure(file("none.geojson", "{\"type\":\"FeatureCollection\"}")))
                .contains("without the member features");
        assertThat(failure(file("topology.json", "{\"type\":\"Topology\",\"objects\":{}}")))
                .contains("'Topology'");
        assertThat(failure(file("list.json", "[1,2]"))).contains("does not begin with {");
    }

    @Test
    void deepNestingIsRefusedNotAnOverflow() {
        String deep = "[".repeat(100_000);
        assertThat(failure(file(
                        "deep.geojson", collection(feature("{}", "{\"type\":\"Polygon\",\"coordinates\":" + deep)))))
                .contains("deep.geojson", "depth");
    }

    @Test
    void propertiesKeepTheirTypesAndDigits() {
        RecordFile open = open(
                "types.geojson",
                collection(
                        feature(
                                "{\"i\":1,\"big\":12345678901234567890,\"d\":1,\"b\":true,\"mixed\":1.50,\"t\":\"007\",\"n\":null,"
                                        + "\"deep\":{\"a\":[1,null]},\"geometry\":\"g\",\"Code\":1,\"code\":2}",
                                SQUARE),
                        feature("{\"i\":-2,\"big\":1,\"d\":0.25,\"b\":null,\"mixed\":\"x\",\"t\":\"\"}", SQUARE)));
        assertThat(open.columns())
                .extracting(c -> c.name() + " " + c.type())
                .containsExactly(
                        "i INTEGER",
                        "big DECIMAL",
                        "d DOUBLE",
                        "b BOOLEAN",
                        "mixed TEXT",
                        "t TEXT",
                        "n TEXT",
                        "deep TEXT",
                        "geometry TEXT",
                        "Code INTEGER",
                        "code INTEGER");
        List<VerbatimRecord> records = read(open);
        assertThat(records.get(0).values())
                .containsExactly(
                        1L,
                        new BigDecimal("12345678901234567890"),
                        1.0,
                        true,
                        "1.50",
                        "007",
                        null,
                        "{\"a\":[1,null]}",
                        "g",
                        1L,
                        2L);
        assertThat(records.get(1).values())
                .containsExactly(-2L, BigDecimal.ONE, 0.25, null, "x", null, null, null, null, null, null);
    }

    @Test
    void theFeatureIdIsAColumnUnlessAPropertyHasItsName() {
        assertThat(column(
                        open("id.geojson", collection("{\"type\":\"Feature\",\"id\":7,\"properties\":{\"a\":1}}")),
                        "id"))
                .containsExactly(7L);
        assertThat(column(
                        open(
                                "ids.geojson",
                                collection(
                                        "{\"type\":\"Feature\",\"id\":7,\"properties\":{\"id\":\"x\"}}",
                                        feature("{}", "null"))),
                        "id"))
                .containsExactly("x", null);
    }

    @Test
    void memberThatIsNoFeatureIsAFault() {
        List<VerbatimRecord> records = read(
                open("members.geojson", collection("null", "7", SQUARE, "[[1],{}]", feature("{\"a\":1}", SQUARE))));
        assertThat(records).extracting(r -> r.fault() == null).containsExactly(false, false, false, false, true);
        assertThat(fault(records.get(2)).geometryOnly()).isFalse();
        assertThat(records.get(4).number()).isEqualTo(5);
    }

    @Test
    void emptyFilesAndAllNullPropertiesAreNoErrors() {
        assertThat(read(open("empty.geojson", "{\"features\":[],\"type\":\"FeatureCollection\"}")))
                .isEmpty();
        assertThat(read(open("nulls.geojson", collection(feature("{\"a\":null}", "null"), feature("null", "null")))))
                .hasSize(2);
    }

    @Test
    void sequencesComeByLinesOrByRecordSeparators() {
        String one = feature("{\"c\":1}", SQUARE);
        String two = feature("{\"c\":2,\"d\":\"x\"}", SQUARE);
        for (String content : List.of(one + "\n" + two, "\u001E" + one + "\n\u001E" + two + "\n", one + two)) {
            InputFile file = file("seq.geojsonl", content);
            assertThat(RecordFiles.formatOf(file)).isEqualTo(Format.GEOJSON_SEQ);
            assertThat(column(RecordFiles.open(file, source(), null), "c")).containsExactly(1L, 2L);
        }
        InputFile packed = write(folder, "seq.json.gz", gzip((one + "\n" + two).getBytes(StandardCharsets.UTF_8)));
        assertThat(names(RecordFiles.open(packed, source(), null))).containsExactly("c", "d");
    }

    @Test
    void theCrsIsTheFilesOrTheFormats() {
        RecordFile plain = open("plain.geojson", collection());
        assertThat(plain.statedCrs()).isEmpty();
        assertThat(plain.defaultCrs()).contains("OGC:CRS84");
        String legacy =
                "{\"type\":\"FeatureCollection\",\"features\":[],\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}}}";
        assertThat(open("urn.geojson", legacy.formatted("urn:ogc:def:crs:EPSG::32648"))
                        .statedCrs())
                .contains("EPSG:32648");
        assertThat(open("84.geojson", legacy.formatted("urn:ogc:def:crs:OGC:1.3:CRS84"))
                        .statedCrs())
                .contains("OGC:CRS84");
        RecordFile unknown = open("null-crs.geojson", "{\"type\":\"FeatureCollection\",\"crs\":null,\"features\":[]}");
        assertThat(unknown.statedCrs()).isEmpty();
        assertThat(unknown.defaultCrs()).isEmpty();
    }

    @Test
    void realWardsAreAllRead() {
        Path wards = sharedData().resolve("hcmc/wards_2025.geojson");
        RecordFile open = RecordFiles.open(new InputFile(wards, "wards_2025.geojson"), source(), null);
        assertThat(names(open)).contains("code", "fullName");
        List<VerbatimRecord> records = read(open);
        // The data's README: 168 wards, all of them valid.
        assertThat(records)
                .hasSize(168)
                .allMatch(r -> r.fault() == null
                        && r.geometry() != null
                        && r.geometry().isValid());
    }
}
