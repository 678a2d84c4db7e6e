package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.failure;
import static org.phusong.jobs.read.Fixtures.fault;
import static org.phusong.jobs.read.Fixtures.geometry;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.sharedData;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class ParquetRecordFileTest {

    private static final String GEO =
            "{\"version\":\"1.1.0\",\"primary_column\":\"g\",\"columns\":{\"g\":{\"encoding\":\"%s\"%s}}}";

    @TempDir
    Path folder;

    @SafeVarargs
    private InputFile file(String name, String schema, Map<String, String> keys, Consumer<Group>... rows)
            throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message m {" + schema + "}");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(folder.resolve(name)))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .withExtraMetaData(keys)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(1L)
                .withMinRowCountForPageSizeCheck(1)
                .withMaxRowCountForPageSizeCheck(1)
                .build()) {
            for (Consumer<Group> row : rows) {
                Group group = new SimpleGroup(type);
                row.accept(group);
                writer.write(group);
            }
        }
        return new InputFile(folder.resolve(name), name);
    }

    private static byte[] wkb(String wkt) {
        try {
            return new WKBWriter().write(new WKTReader().read(wkt));
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Binary binary(byte[] bytes) {
        return Binary.fromConstantByteArray(bytes);
    }

    @Test
    void everyTypeOfSingleValueIsAColumnAndNestedOnesAreNone() throws IOException {
        // INT96: 12 h after midnight of Julian day 2,440,589, which is 1970-01-02.
        ByteBuffer int96 = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        int96.putLong(43_200_000_000_000L).putInt(2_440_589);
        InputFile file = file(
                "types.parquet",
                """
                optional binary t (STRING); optional boolean b; optional int32 i8 (INTEGER(8,true)); optional int32 u32 (INTEGER(32,false));
                optional int64 i64; optional int64 u64 (INTEGER(64,false)); optional int32 d9 (DECIMAL(9,2)); optional int64 d18 (DECIMAL(18,3));
                optional fixed_len_byte_array(16) d38 (DECIMAL(38,1)); optional float f; optional double d; optional int32 day (DATE);
                optional int64 ms (TIMESTAMP(MILLIS,true)); optional int64 us (TIMESTAMP(MICROS,false)); optional int64 ns (TIMESTAMP(NANOS,true));
                optional int96 old; optional binary raw; optional group bbox { required double xmin; } repeated int32 list;
                """,
                Map.of(),
                g -> g.append("t", "Phường")
                        .append("b", true)
                        .append("i8", -5)
                        .append("u32", -1)
                        .append("i64", Long.MAX_VALUE)
                        .append("u64", -1L)
                        .append("d9", 125)
                        .append("d18", -1500L)
                        .append(
                                "d38",
                                binary(ByteBuffer.allocate(16)
                                        .putLong(0)
                                        .putLong(25)
                                        .array()))
                        .append("f", 0.1f)
                        .append("d", Double.NaN)
                        .append("day", 20_000)
                        .append("ms", -1L)
                        .append("us", 1_500_000L)
                        .append("ns", 1L)
                        .append("old", binary(int96.array())),
                g -> g.append("t", ""));
        RecordFile open = RecordFiles.open(file, source(), null);
        assertThat(open.hasGeometry()).isFalse();
        assertThat(open.columns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly(
                        "t TEXT",
                        "b BOOLEAN",
                        "i8 INTEGER",
                        "u32 INTEGER",
                        "i64 INTEGER",
                        "u64 DECIMAL",
                        "d9 DECIMAL",
                        "d18 DECIMAL",
                        "d38 DECIMAL",
                        "f DOUBLE",
                        "d DOUBLE",
                        "day DATE",
                        "ms TIMESTAMP",
                        "us TIMESTAMP",
                        "ns TIMESTAMP",
                        "old TIMESTAMP");
        List<VerbatimRecord> records = read(open);
        // 2^32 - 1 and 2^64 - 1; day 20,000 is 2024-10-04 (19,723 is 2024-01-01, day 278 of that leap year is October
        // 4).
        assertThat(records.get(0).values())
                .containsExactly(
                        "Phường",
                        true,
                        -5L,
                        4_294_967_295L,
                        Long.MAX_VALUE,
                        new BigDecimal("18446744073709551615"),
                        new BigDecimal("1.25"),
                        new BigDecimal("-1.500"),
                        new BigDecimal("2.5"),
                        0.1,
                        Double.NaN,
                        LocalDate.of(2024, 10, 4),
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
                        LocalDateTime.of(1970, 1, 1, 0, 0, 1, 500_000_000),
                        LocalDateTime.of(1970, 1, 1, 0, 0, 0, 1),
                        LocalDateTime.of(1970, 1, 2, 12, 0));
        assertThat(records.get(1).values()).containsOnlyNulls();
    }

    @Test
    void recordNumbersRunThroughRowGroups() throws IOException {
        Consumer<Group> row = g -> g.append("n", 1);
        List<VerbatimRecord> records =
                read(file("groups.parquet", "required int32 n;", Map.of(), row, row, row, row, row));
        assertThat(records).extracting(VerbatimRecord::number).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void geoParquetGivesGeometriesAndTheirFaultsByRow() throws IOException {
        InputFile file = file(
                "geo.parquet",
                "required int32 n; optional binary g;",
                Map.of("geo", GEO.formatted("WKB", "")),
                g -> g.append("n", 1).append("g", binary(wkb("POLYGON ((0 0, 3 0, 3 3, 0 0))"))),
                g -> g.append("n", 2),
                g -> g.append("n", 3)
                        .append("g", binary(new byte[] {1, 3, 0, 0, 0, (byte) 255, (byte) 255, (byte) 255, 127})),
                g -> g.append("n", 4).append("g", binary(new byte[] {9, 9})),
                g -> g.append("n", 5).append("g", binary(wkb("POINT (1 2)"))));
        assertThat(RecordFiles.formatOf(file)).isEqualTo(Format.GEOPARQUET);
        RecordFile open = RecordFiles.open(file, source(), null);
        assertThat(open.columns()).containsExactly(new Column("n", Column.Type.INTEGER));
        assertThat(open.statedCrs()).isEmpty();
        assertThat(open.defaultCrs()).contains("OGC:CRS84");
        List<VerbatimRecord> records = read(open);
        // Half of a square of side 3.
        assertThat(geometry(records.get(0)).getArea()).isEqualTo(4.5);
        assertThat(records.get(1).fault()).isNull();
        // 2^31 - 1 rings promised in nine bytes.
        assertThat(fault(records.get(2)).geometryOnly()).isTrue();
        assertThat(fault(records.get(3)).message()).contains("WKB is accepted");
        assertThat((Object) geometry(records.get(4))).hasToString("POINT (1 2)");
    }

    @Test
    void theCrsOfGeoParquetIsItsCodeItsProjJsonOrUnknown() throws IOException {
        String schema = "optional binary g;";
        RecordFile code = RecordFiles.open(
                file(
                        "code.parquet",
                        schema,
                        Map.of(
                                "geo",
                                GEO.formatted("WKB", ",\"crs\":{\"id\":{\"authority\":\"EPSG\",\"code\":32648}}"))),
                source(),
                null);
        assertThat(code.statedCrs()).contains("EPSG:32648");
        RecordFile unknown = RecordFiles.open(
                file("null-crs.parquet", schema, Map.of("geo", GEO.formatted("WKB", ",\"crs\":null"))), source(), null);
        assertThat(unknown.statedCrs()).isEmpty();
        assertThat(unknown.defaultCrs()).isEmpty();
        RecordFile projJson = RecordFiles.open(
                file(
                        "proj.parquet",
                        schema,
                        Map.of("geo", GEO.formatted("WKB", ",\"crs\":{\"type\":\"ProjectedCRS\"}"))),
                source(),
                null);
        assertThat(projJson.statedCrs()).contains("{\"type\":\"ProjectedCRS\"}");
    }

    @Test
    void plainParquetTakesItsGeometryFromTheNamedColumn() throws IOException {
        InputFile file = file(
                "plain.parquet",
                "optional binary g; optional binary w (STRING);",
                Map.of(),
                g -> g.append("g", binary(wkb("POINT (1 2)"))).append("w", "POINT (3 4)"));
        assertThat(RecordFiles.formatOf(file)).isEqualTo(Format.PARQUET);
        RecordFile binary = RecordFiles.open(file, source(), "g");
        assertThat(binary.defaultCrs()).isEmpty();
        assertThat((Object) geometry(read(binary).get(0))).hasToString("POINT (1 2)");
        assertThat((Object) geometry(read(RecordFiles.open(file, source(), "w")).get(0)))
                .hasToString("POINT (3 4)");
        assertThat(failure(file, source(), "geom")).contains("no geometry column 'geom'", "g, w");
    }

    @Test
    void otherEncodingsAndSphericalEdgesAreRefused() throws IOException {
        String schema = "optional binary g;";
        assertThat(failure(file("arrow.parquet", schema, Map.of("geo", GEO.formatted("multipolygon", "")))))
                .contains("'multipolygon'", "WKB");
        assertThat(failure(file(
                        "sphere.parquet",
                        schema,
                        Map.of(
                                "geo",
                                GEO.formatted("WKB", ",\"edges\":\"spherical\",\"geometry_types\":[\"Polygon\"]")))))
                .contains("'spherical'");
        assertThat(failure(file("no-json.parquet", schema, Map.of("geo", "{")))).contains("geo is not JSON");
    }

    @Test
    void filesCutShortOrDamagedAreRefused() throws IOException {
        Consumer<Group> row = g -> g.append("n", 1);
        byte[] whole = Files.readAllBytes(
                file("whole.parquet", "required int32 n;", Map.of(), row, row).path());
        assertThat(failure(write(folder, "cut.parquet", Arrays.copyOf(whole, whole.length - 9))))
                .contains("cut.parquet", "cut short");
        assertThat(failure(write(folder, "head.parquet", Arrays.copyOf(whole, 4))))
                .contains("cut short");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, 4, 40, (byte) 0x77);
        assertThat(failure(write(folder, "damaged.parquet", damaged))).contains("damaged.parquet", "row 1");
        byte[] footer = whole.clone();
        Arrays.fill(footer, whole.length - 60, whole.length - 8, (byte) 0xFF);
        assertThat(failure(write(folder, "footer.parquet", footer))).contains("footer.parquet");
    }

    @Test
    void nativeGeometryIsRefusedByName() throws IOException {
        try (Stream<Path> files = Files.list(sharedData().resolve("corpora/parquet-testing"))) {
            List<Path> corpus = files.filter(path -> path.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            assertThat(corpus).isNotEmpty();
            for (Path path : corpus) {
                assertThat(failure(new InputFile(path, String.valueOf(path.getFileName()))))
                        .contains(String.valueOf(path.getFileName()), "the native Parquet type GEO");
            }
        }
    }

    @Test
    void geoParquetCorpusAgreesWithItsWkt() throws IOException, ParseException {
        Path corpus = sharedData().resolve("corpora/geoparquet/test_data");
        for (String type : List.of("point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon")) {
            InputFile parquet = new InputFile(corpus.resolve("data-" + type + "-encoding_wkb.parquet"), type);
            InputFile csv = new InputFile(corpus.resolve("data-" + type + "-wkt.csv"), type + ".csv");
            List<VerbatimRecord> records = read(parquet);
            List<VerbatimRecord> answers = read(RecordFiles.open(csv, source(), "geometry"));
            assertThat(records).hasSameSizeAs(answers).isNotEmpty();
            for (int i = 0; i < answers.size(); i++) {
                Geometry answer = answers.get(i).geometry();
                assertThat(records.get(i).fault()).isNull();
                assertThat(String.valueOf(records.get(i).geometry())).as(type).isEqualTo(String.valueOf(answer));
            }
        }
        Path example = corpus.resolveSibling("examples/example.parquet");
        assertThat(read(new InputFile(example, "example.parquet"))).hasSize(5).allMatch(r -> r.fault() == null);
    }
}
