package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.column;
import static org.phusong.jobs.read.Fixtures.failure;
import static org.phusong.jobs.read.Fixtures.fault;
import static org.phusong.jobs.read.Fixtures.geometry;
import static org.phusong.jobs.read.Fixtures.names;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class GeoPackageFileTest {

    private static final String[] BASE = {
        "CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER)",
        "CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER)",
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER, organization TEXT,"
                + " organization_coordsys_id INTEGER, definition TEXT)",
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('utm', 32648, 'epsg', 32648, 'PROJCS[...]'), ('none', -1, 'NONE', -1, 'undefined'),"
                + " ('own', 100001, 'NONE', 1, 'PROJCS[\"own\"]')"
    };

    @TempDir
    Path folder;

    private InputFile file(String name, String... statements) throws SQLException {
        Path path = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            for (String sql :
                    Stream.concat(Stream.of(BASE), Stream.of(statements)).toList()) {
                statement.execute(sql);
            }
        }
        return new InputFile(path, name);
    }

    private static String[] layer(String name, int srs, String... statements) {
        String[] listed = {
            "INSERT INTO gpkg_contents VALUES ('" + name + "', 'features', " + srs + ")",
            "INSERT INTO gpkg_geometry_columns VALUES ('" + name + "', 'geom', 'POLYGON', " + srs + ")"
        };
        return Stream.concat(Stream.of(listed), Stream.of(statements)).toArray(String[]::new);
    }

    /** A blob with an envelope of four doubles: magic, version 0, flags 0x03, srs, envelope, WKB. */
    private static String blob(String wkt) {
        try {
            return "x'4750000300000000" + "00".repeat(32)
                    + HexFormat.of().formatHex(new WKBWriter().write(new WKTReader().read(wkt))) + "'";
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void nullNumbersStayNullAndLargeIntegersWhole() throws SQLException {
        InputFile file = file(
                "nulls.gpkg",
                layer(
                        "odd \"name\" [x]",
                        32648,
                        "CREATE TABLE \"odd \"\"name\"\" [x]\" (fid INTEGER PRIMARY KEY, geom BLOB, \"signal dbm\" REAL, id MEDIUMINT,"
                                + " ok BOOLEAN, day DATE, at DATETIME, t TEXT(5), pic BLOB)",
                        "INSERT INTO \"odd \"\"name\"\" [x]\" VALUES (9, NULL, NULL, NULL, NULL, NULL, NULL, '', NULL),"
                                + " (4, " + blob("POLYGON ((0 0, 2 0, 2 2, 0 0))")
                                + ", -100.5, 5000000000, 1, '2026-09-30', '2026-09-30T01:02:03.000Z', '007', x'00')"));
        RecordFile open = RecordFiles.open(file, source(), null);
        assertThat(open.columns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly(
                        "fid INTEGER",
                        "signal dbm DOUBLE",
                        "id INTEGER",
                        "ok BOOLEAN",
                        "day DATE",
                        "at TIMESTAMP",
                        "t TEXT");
        assertThat(open.statedCrs()).contains("EPSG:32648");
        assertThat(open.defaultCrs()).isEmpty();
        List<VerbatimRecord> records = read(open);
        // In order of fid, numbered from 1.
        assertThat(records.get(0).number()).isEqualTo(1);
        assertThat(records.get(0).values())
                .containsExactly(
                        4L,
                        -100.5,
                        5_000_000_000L,
                        true,
                        LocalDate.of(2026, 9, 30),
                        LocalDateTime.of(2026, 9, 30, 1, 2, 3),
                        "007");
        assertThat(geometry(records.get(0)).getArea()).isEqualTo(2.0);
        assertThat(records.get(1).values()).containsExactly(9L, null, null, null, null, null, null);
        assertThat((Object) records.get(1).geometry()).isNull();
        assertThat(records.get(1).fault()).isNull();
    }

    @Test
    void corruptGeometryIsAFaultOfItsRow() throws SQLException {
        InputFile file = file(
                "corrupt-geometry.gpkg",
                layer(
                        "a",
                        32648,
                        "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)",
                        "INSERT INTO a VALUES (1, x'47500001'), (2, x'00'), (3, 'POINT (1 2)'), (4, x'475000010000000001030000"
                                + "00ffffff7f'), (5, x'4750002100000000'), (6, "
                                + blob("POINT (1 2)") + "), (7, " + blob("POLYGON EMPTY") + ")"));
        List<VerbatimRecord> records = read(file);
        for (VerbatimRecord bad : records.subList(0, 5)) {
            assertThat(fault(bad).geometryOnly()).isTrue();
        }
        assertThat((Object) geometry(records.get(5))).hasToString("POINT (1 2)");
        assertThat(geometry(records.get(6)).isEmpty()).isTrue();
    }

    @Test
    void columnsWithValuesOfOtherTypesBecomeText() throws SQLException {
        InputFile file = file(
                "loose-types.gpkg",
                layer(
                        "a",
                        -1,
                        "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, n INTEGER, half INTEGER, flag BOOLEAN, day DATE)",
                        "INSERT INTO a VALUES (1, NULL, 'many', 1, 2, '30/09/2026'), (2, NULL, 3, 0.5, 1, '2026-09-30')"));
        RecordFile open = RecordFiles.open(file, source(), null);
        assertThat(open.statedCrs()).isEmpty();
        assertThat(open.columns().stream().map(c -> c.type().toString()))
                .containsExactly("INTEGER", "TEXT", "DOUBLE", "INTEGER", "TEXT");
        assertThat(column(RecordFiles.open(file, source(), null), "n")).containsExactly("many", "3");
        assertThat(column(RecordFiles.open(file, source(), null), "day")).containsExactly("30/09/2026", "2026-09-30");
        assertThat(read(open)).allMatch(r -> r.fault() == null);
    }

    @Test
    void theLayerMustBeClear() throws SQLException {
        String[] first = layer("a", 100001, "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)");
        String[] second = layer("b", 32648, "CREATE TABLE b (fid INTEGER PRIMARY KEY, geom BLOB, c TEXT)");
        InputFile two = file(
                "two-layers.gpkg", Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new));
        assertThat(failure(two)).contains("key layer", "a, b");
        assertThat(failure(two, source("c", null, null), null)).contains("no layer 'c'", "a, b");
        assertThat(names(RecordFiles.open(two, source("b", null, null), null))).containsExactly("fid", "c");
        assertThat(RecordFiles.open(two, source("a", null, null), null).statedCrs())
                .contains("PROJCS[\"own\"]");
        assertThat(failure(two, source("a", null, null), "shape")).contains("'shape'", "'geom'");
        assertThat(failure(file("no-layer.gpkg"))).contains("no layer");
    }

    @Test
    void attributeTablesAndViewsAreLists() throws SQLException {
        InputFile file = file(
                "list.gpkg",
                "CREATE TABLE t (fid INTEGER PRIMARY KEY, household TEXT)",
                "INSERT INTO t VALUES (1, 'h1'), (2, 'h2')",
                "CREATE VIEW v AS SELECT fid, household FROM t WHERE fid > 1",
                "INSERT INTO gpkg_contents VALUES ('t', 'attributes', NULL), ('v', 'attributes', NULL)");
        RecordFile open = RecordFiles.open(file, source("v", null, null), null);
        assertThat(open.hasGeometry()).isFalse();
        assertThat(column(open, "household")).containsExactly("h2");
    }

    @Test
    void namesWithSignsOpenAndNothingIsWrittenBeside() throws SQLException, IOException {
        InputFile plain = file("plain.gpkg", layer("a", 32648, "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)"));
        Path odd = Files.createDirectory(folder.resolve("50% a?b #1 ế")).resolve("x+y.gpkg");
        Files.copy(plain.path(), odd);
        assertThat(read(new InputFile(odd, "x+y.gpkg"))).isEmpty();
        try (Stream<Path> files = Files.list(odd.resolveSibling(""))) {
            assertThat(files).containsExactly(odd);
        }
    }

    @Test
    void waitingJournalsAndDamagedFilesAreRefused() throws SQLException, IOException {
        InputFile file = file(
                "waiting.gpkg",
                layer(
                        "a",
                        32648,
                        "CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, t TEXT)",
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)"
                                + " INSERT INTO a SELECT i, NULL, 'some text to fill pages' FROM n"));
        byte[] whole = Files.readAllBytes(file.path());
        assertThat(failure(write(folder, "cut.gpkg", Arrays.copyOf(whole, whole.length / 2))))
                .contains("cut.gpkg", "damaged");
        assertThat(failure(write(folder, "head.gpkg", Arrays.copyOf(whole, 50))))
                .contains("head.gpkg");
        write(folder, "waiting.gpkg-wal", "x");
        assertThat(failure(file)).contains("waiting.gpkg-wal", "close the program");
    }
}
