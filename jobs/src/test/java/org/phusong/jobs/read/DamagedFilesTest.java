package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.gzip;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever bytes a file has, it is read to its end or refused by an {@link InputException}. */
class DamagedFilesTest {

    private static final int ROUNDS = 150;

    @TempDir
    Path folder;

    /** Flips bytes, or cuts the file short, or takes a piece out; the same for the same round. */
    private static byte[] damaged(byte[] whole, int round) {
        Random random = new Random(round);
        byte[] bytes = whole.clone();
        switch (round % 3) {
            case 0 -> {
                for (int i = 0; i <= round % 7; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            default -> {
                int from = random.nextInt(bytes.length);
                int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
                byte[] less = Arrays.copyOf(bytes, bytes.length - (to - from));
                System.arraycopy(bytes, to, less, from, bytes.length - to);
                bytes = less;
            }
        }
        return bytes;
    }

    private void readOrRefuse(String name, byte[] whole, String geometryColumn) {
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            InputFile file = write(folder, name, damaged(whole, round));
            try {
                read(RecordFiles.open(file, source(), geometryColumn.isEmpty() ? null : geometryColumn));
                read++;
            } catch (InputException e) {
                assertThat(e).hasMessageContaining(name);
                refused++;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("round " + round + " of " + name, e);
            }
        }
        assertThat(read + refused).isEqualTo(ROUNDS);
        assertThat(refused).as("refused of " + name).isPositive();
    }

    @Test
    void csv() {
        byte[] whole =
                "id,wkt\n1,\"POLYGON ((0 0, 0 1, 1 1, 0 0))\"\n2,\"MULTIPOINT ((1 2), (3 4))\"\n3,\"x \"\"y\"\"\"\n"
                        .repeat(3)
                        .getBytes(StandardCharsets.UTF_8);
        readOrRefuse("damaged.csv", whole, "wkt");
        readOrRefuse("damaged.csv.gz", gzip(whole), "wkt");
    }

    @Test
    void geoJson() {
        String feature =
                "{\"type\":\"Feature\",\"id\":1,\"properties\":{\"a\":\"é\",\"b\":[1,{}],\"c\":1e5},\"geometry\":{\"type\":\"Polygon\","
                        + "\"coordinates\":[[[0,0],[2,0],[2,2],[0,0]]]}}";
        readOrRefuse(
                "damaged.geojson",
                ("{\"type\":\"FeatureCollection\",\"features\":[" + feature + "," + feature + "]}")
                        .getBytes(StandardCharsets.UTF_8),
                "");
        readOrRefuse("damaged.geojsonl", (feature + "\n" + feature).getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void parquet() throws IOException {
        MessageType type = MessageTypeParser.parseMessageType(
                "message m { required binary t (STRING); optional double x; required int64 n (TIMESTAMP(NANOS,true)); }");
        Path path = folder.resolve("whole.parquet");
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(path))
                .withConf(new PlainParquetConfiguration())
                .withType(type)
                .build()) {
            for (long i = 0; i < 50; i++) {
                writer.write(new SimpleGroup(type)
                        .append("t", "row " + i % 7)
                        .append("x", 0.5 * i)
                        .append("n", i << 40));
            }
        }
        readOrRefuse("damaged.parquet", Files.readAllBytes(path), "");
    }

    @Test
    void geoPackage() throws IOException, SQLException {
        Path path = folder.resolve("whole.gpkg");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "PRAGMA page_size = 512",
                "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)",
                "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER)",
                "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT)",
                "INSERT INTO gpkg_contents VALUES ('a', 'features', 4326)",
                "INSERT INTO gpkg_geometry_columns VALUES ('a', 'geom', 4326)",
                "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '')",
                "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, t TEXT, d DATE, n INTEGER)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)"
                        + " INSERT INTO a SELECT i, x'4750000100000000010100000000000000000000000000000000000000', 't', '2026-01-01', i FROM n"
            }) {
                statement.execute(sql);
            }
        }
        readOrRefuse("damaged.gpkg", Files.readAllBytes(path), "");
    }

    @Test
    void shapefile() {
        byte[] shape = ShapefileTest.polygon(5, ShapefileTest.CLOCKWISE, ShapefileTest.HOLE);
        write(folder, "damaged.dbf", ShapefileTest.codes(" a", " b"));
        readOrRefuse("damaged.shp", ShapefileTest.shp(shape, shape), "");
        InputFile whole = write(folder, "damaged-table.shp", ShapefileTest.shp(shape, shape));
        byte[] table = ShapefileTest.codes(" a", " b");
        for (int round = 0; round < ROUNDS; round++) {
            write(folder, "damaged-table.dbf", damaged(table, round));
            try {
                assertThat(read(whole)).hasSizeLessThanOrEqualTo(2);
            } catch (InputException e) {
                assertThat(e).hasMessageContaining("damaged-table");
            }
        }
    }
}
