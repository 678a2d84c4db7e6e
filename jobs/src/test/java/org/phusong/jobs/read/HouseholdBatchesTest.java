package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.ValueSource;
import org.phusong.jobs.study.WardInput;

/** Households read in columns are the households read row by row, issues included. */
class HouseholdBatchesTest {

    private static final List<String> WARDS = List.of("00123", "00456");

    /** Every column may be null, and in no useful order; {@code unused} is a list, which is no column. */
    private static final MessageType TEXT_IDS = MessageTypeParser.parseMessageType("message m {"
            + " optional binary khu_pho (UTF8); optional double lat; optional int32 people; optional binary id (UTF8);"
            + " optional double rooms; repeated int32 unused; optional binary ward (UTF8); optional double lon;"
            + " optional int64 flats; }");

    private static final MessageType NUMBER_IDS = MessageTypeParser.parseMessageType("message m {"
            + " optional binary khu_pho (UTF8); optional double lat; optional int32 people; optional int64 id;"
            + " optional double rooms; optional binary ward (UTF8); optional double lon; optional int64 flats; }");

    private static final String[] IDS = {
        "", " ", "  h7 ", "H\u1ed9 12", "\u00a0x", "x\u2003", "a\tb", "007", "\u0000", "=1+1", "</script>"
    };
    private static final double[] COORDINATES = {
        Double.NaN, Double.POSITIVE_INFINITY, -180, 180, 180.0000001, 90, -90, 90.0000001, 1e300, -0.0, 106.7, 10.8
    };
    private static final double[] ROOMS = {
        0, -0.0, 1, 2.5, 0.001, 0.0001, -1, Double.NaN, 1e15, 9.00719925474099e12, 1e16
    };
    private static final String[] QUARTERS = {"Khu ph\u1ed1 1", " Khu ph\u1ed1 1", "", "  ", "Khu ph\u1ed1 2"};

    @Property(tries = 25)
    void columnsGiveWhatRowsGive(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("phusong-batches");
        MessageType schema = random.nextBoolean() ? TEXT_IDS : NUMBER_IDS;
        int rows = random.nextInt(3) == 0 ? 10_000 : random.nextInt(400);
        write(folder.resolve("h.parquet"), schema, rows, random);
        String crs = random.nextInt(4) == 0 ? "EPSG:3405" : "EPSG:4326";
        HouseholdReader reader = new HouseholdReader(study(folder, crs), WARDS, SparkSession::active);
        RowKeys duplicates = RowKeys.of(new long[] {RowKeys.key(0, 1 + random.nextInt(rows + 1)), RowKeys.key(0, 3)});

        List<String> inColumns = new ArrayList<>();
        List<String> byRows = new ArrayList<>();
        for (FilePiece piece : reader.pieces()) {
            try (HouseholdBatches batches = reader.open(piece, duplicates)) {
                assertThat(batches).isInstanceOf(ColumnBatches.class);
                inColumns.addAll(told(batches, reader.batch()));
            }
            try (HouseholdBatches batches = reader.openByRows(piece, duplicates)) {
                byRows.addAll(told(batches, reader.batch()));
            }
        }
        for (int i = 0; i < Math.min(inColumns.size(), byRows.size()); i++) {
            assertThat(inColumns.get(i)).as("line " + i).isEqualTo(byRows.get(i));
        }
        assertThat(inColumns).hasSameSizeAs(byRows);
        assertThat(byRows).hasSizeGreaterThanOrEqualTo(reader.pieces().size());
        Files.delete(folder.resolve("h.parquet"));
        Files.delete(folder);
    }

    /** 10,000 rows in groups of some hundreds, pieces of 2^18 rows: one piece; 300,000 rows: two, of which the second begins after the first. */
    @Test
    void piecesAreRowGroupsOneAfterTheOther(@TempDir Path folder) throws IOException {
        MessageType schema = MessageTypeParser.parseMessageType(
                "message m { required int64 id; required double lon; required double lat; required int32 people;"
                        + " required double rooms; required int64 flats; optional binary ward (UTF8);"
                        + " optional binary khu_pho (UTF8); }");
        try (ParquetWriter<Group> writer = writer(folder.resolve("h.parquet"), schema, 256 << 10)) {
            for (int i = 1; i <= 300_000; i++) {
                Group row = new SimpleGroup(schema);
                row.add("id", (long) i);
                row.add("lon", 106 + i * 1e-7);
                row.add("lat", 10.5);
                row.add("people", 2);
                row.add("rooms", 1.5);
                row.add("flats", 1L);
                writer.write(row);
            }
        }
        HouseholdReader reader = new HouseholdReader(study(folder, "EPSG:4326"), WARDS, SparkSession::active);
        assertThat(reader.pieces()).hasSizeGreaterThan(1);
        assertThat(reader.expectedRows()).isEqualTo(300_000);
        HouseholdBatch batch = reader.batch();
        long next = 1;
        // Row 270,000 is in the second piece: its number counts from the beginning of the file.
        RowKeys duplicate = RowKeys.of(new long[] {RowKeys.key(0, 270_000)});
        for (FilePiece piece : reader.pieces()) {
            try (HouseholdBatches batches = reader.open(piece, duplicate)) {
                while (batches.next(batch)) {
                    for (int row = 0; row < batch.size(); row++) {
                        next += next == 270_000 ? 1 : 0;
                        assertThat(batch.id(row)).isEqualTo(Long.toString(next++));
                    }
                }
            }
        }
        assertThat(next).isEqualTo(300_001);
    }

    /** What needs interpretation is read row by row: decimals as text, and coordinates that are floats. */
    @Test
    void columnsThatNeedInterpretationAreReadByRows(@TempDir Path folder) throws IOException {
        String good = "required binary id (UTF8); required double lon; required double lat; required int32 people;"
                + " required double rooms; required int64 flats; optional binary ward (UTF8); optional binary khu_pho (UTF8);";
        for (String other : List.of(
                good.replace("required double lon", "required float lon"),
                good.replace("required double lon", "required binary lon (UTF8)"),
                good.replace("required int32 people", "required binary people (UTF8)"),
                good.replace("required int32 people", "required int32 people (UINT_32)"),
                good.replace("required double rooms", "required int64 rooms (DECIMAL(9, 2))"),
                good + " required double LON;")) {
            Path file = folder.resolve("h.parquet");
            Files.deleteIfExists(file);
            writer(file, MessageTypeParser.parseMessageType("message m {" + other + "}"), 1 << 20)
                    .close();
            HouseholdReader reader = new HouseholdReader(study(folder, "EPSG:4326"), WARDS, SparkSession::active);
            try (HouseholdBatches batches = reader.open(reader.pieces().get(0), RowKeys.NONE)) {
                assertThat(batches).as(other).isInstanceOf(RowBatches.class);
            }
        }
    }

    private static List<String> told(HouseholdBatches batches, HouseholdBatch batch) throws IOException {
        List<String> told = new ArrayList<>();
        long rejected = 0;
        while (batches.next(batch)) {
            for (int row = 0; row < batch.size(); row++) {
                StringBuilder line = new StringBuilder(batch.id(row));
                line.append('|').append(batch.lons()[row]).append('|').append(batch.lats()[row]);
                line.append('|').append(batch.statedWards()[row]);
                for (int m = 0; m < batch.measures(); m++) {
                    line.append('|').append(batch.thousandths(m)[row]);
                }
                line.append('|').append(batch.groupName(batch.groups(0)[row]));
                told.add(line.toString());
            }
            rejected += batch.rejected();
            batch.issues().kept().forEach(issue -> told.add(issue.toString()));
        }
        told.add("rejected " + rejected);
        return told;
    }

    private static void write(Path file, MessageType schema, int rows, Random random) throws IOException {
        try (ParquetWriter<Group> writer = writer(file, schema, 64 << 10)) {
            // Some files hardly have an odd row, some have little else.
            int oddOf = 2 + random.nextInt(60);
            for (int i = 0; i < rows; i++) {
                Group row = new SimpleGroup(schema);
                boolean odd = random.nextInt(oddOf) == 0;
                for (String column : List.of("id", "lon", "lat", "people", "rooms", "flats", "ward", "khu_pho")) {
                    if (!odd || random.nextInt(5) > 0) {
                        add(row, column, i, odd && random.nextInt(3) == 0, random);
                    }
                }
                writer.write(row);
            }
        }
    }

    private static void add(Group row, String column, int i, boolean odd, Random random) {
        switch (column) {
            case "id" -> {
                if (row.getType()
                        .getType("id")
                        .asPrimitiveType()
                        .getPrimitiveTypeName()
                        .name()
                        .equals("INT64")) {
                    row.add("id", odd ? Long.MIN_VALUE + i : (long) i);
                } else if (odd && random.nextInt(4) == 0) {
                    row.add("id", Binary.fromConstantByteArray(new byte[] {'a', (byte) 0xC3, '('}));
                } else {
                    row.add("id", odd ? IDS[random.nextInt(IDS.length)] : "H" + i);
                }
            }
            case "lon" ->
                row.add("lon", odd ? COORDINATES[random.nextInt(COORDINATES.length)] : 106 + random.nextDouble());
            case "lat" ->
                row.add("lat", odd ? COORDINATES[random.nextInt(COORDINATES.length)] : 10 + random.nextDouble());
            case "people" -> row.add("people", odd ? -1 : random.nextInt(9));
            case "rooms" -> row.add("rooms", odd ? ROOMS[random.nextInt(ROOMS.length)] : random.nextInt(5) / 2.0);
            case "flats" -> row.add("flats", odd ? Long.MAX_VALUE - random.nextInt(2) : (long) random.nextInt(4));
            case "ward" ->
                row.add("ward", odd ? "00999" : WARDS.get(random.nextInt(2)) + (random.nextBoolean() ? " " : ""));
            case "khu_pho" -> {
                if (odd && random.nextInt(4) == 0) {
                    row.add("khu_pho", Binary.fromConstantByteArray(new byte[] {(byte) 0xFF}));
                } else {
                    row.add("khu_pho", QUARTERS[random.nextInt(QUARTERS.length)]);
                }
            }
            default -> throw new IllegalArgumentException(column);
        }
    }

    private static ParquetWriter<Group> writer(Path file, MessageType schema, long groupBytes) throws IOException {
        return ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withConf(new PlainParquetConfiguration())
                .withType(schema)
                .withRowGroupSize(groupBytes)
                .withPageRowCountLimit(700)
                .build();
    }

    private static Study study(Path folder, String crs) {
        Map<String, ValueSource> measures = new LinkedHashMap<>();
        measures.put("households", new ValueSource.Fixed("1"));
        for (String column : List.of("people", "rooms", "flats")) {
            measures.put(column, new ValueSource.Column(column));
        }
        Source source = StudyOfFiles.source("households", "h.parquet", crs, null);
        return new Study(
                folder.resolve("study.yaml"),
                "test",
                Map.of(),
                LocalDate.of(2026, 9, 30),
                new WardInput(source, "code", null, null, Map.of()),
                new HouseholdInput(source, "id", "lon", "lat", null, "ward", measures, Map.of("quarter", "khu_pho")),
                List.of(),
                new OperatorBook(Map.of(), Map.of()),
                List.of(),
                1,
                List.of(),
                List.of());
    }
}
