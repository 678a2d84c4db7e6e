package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.phusong.jobs.read.Fixtures.column;
import static org.phusong.jobs.read.Fixtures.failure;
import static org.phusong.jobs.read.Fixtures.fault;
import static org.phusong.jobs.read.Fixtures.geometry;
import static org.phusong.jobs.read.Fixtures.names;
import static org.phusong.jobs.read.Fixtures.read;
import static org.phusong.jobs.read.Fixtures.sharedData;
import static org.phusong.jobs.read.Fixtures.source;
import static org.phusong.jobs.read.Fixtures.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapefileTest {

    static final double[] CLOCKWISE = {0, 0, 0, 4, 4, 4, 4, 0, 0, 0};
    static final double[] HOLE = {1, 1, 2, 1, 2, 2, 1, 2, 1, 1};
    private static final double[] FAR = {10, 10, 10, 11, 11, 11, 11, 10, 10, 10};

    @TempDir
    Path folder;

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] polygon(int type, double[]... rings) {
        int points = Arrays.stream(rings).mapToInt(r -> r.length / 2).sum();
        byte[] bytes = new byte[44 + 4 * rings.length + 16 * points];
        ByteBuffer out = ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, type)
                .putInt(36, rings.length)
                .putInt(40, points);
        out.position(44);
        int start = 0;
        for (double[] ring : rings) {
            out.putInt(start);
            start += ring.length / 2;
        }
        for (double[] ring : rings) {
            Arrays.stream(ring).forEach(out::putDouble);
        }
        return bytes;
    }

    private static byte[] point(int type, double x, double y) {
        return little(36).putInt(type).putDouble(x).putDouble(y).array();
    }

    private static byte[] header(int bytes) {
        ByteBuffer header = ByteBuffer.allocate(100).putInt(0, 9994).putInt(24, bytes / 2);
        return header.order(ByteOrder.LITTLE_ENDIAN)
                .putInt(28, 1000)
                .putInt(32, 5)
                .array();
    }

    static byte[] shp(byte[]... shapes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                header(100 + Arrays.stream(shapes).mapToInt(s -> 8 + s.length).sum()));
        int number = 1;
        for (byte[] shape : shapes) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(number++)
                    .putInt(shape.length / 2)
                    .array());
            out.writeBytes(shape);
        }
        return out.toByteArray();
    }

    private static byte[] shx(byte[]... shapes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(100 + 8 * shapes.length));
        int at = 100;
        for (byte[] shape : shapes) {
            out.writeBytes(ByteBuffer.allocate(8)
                    .putInt(at / 2)
                    .putInt(shape.length / 2)
                    .array());
            at += 8 + shape.length;
        }
        return out.toByteArray();
    }

    /** Fields are {@code NAME:TYPE:LENGTH:DECIMALS}; each row is its flag and its fields, padded by the caller. */
    private static byte[] dbf(int languageDriver, String fields, Charset charset, String... rows) {
        String[] described = fields.split(",", -1);
        int rowLength = rows[0].getBytes(charset).length;
        int headerLength = 32 + 32 * described.length + 1;
        byte[] bytes = new byte[headerLength + rowLength * rows.length + 1];
        ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, (byte) 3)
                .putInt(4, rows.length)
                .putShort(8, (short) headerLength)
                .putShort(10, (short) rowLength);
        out.put(29, (byte) languageDriver);
        for (int i = 0; i < described.length; i++) {
            String[] parts = described[i].split(":", -1);
            out.position(32 + 32 * i);
            out.put(parts[0].getBytes(StandardCharsets.US_ASCII));
            out.put(32 + 32 * i + 11, (byte) parts[1].charAt(0));
            out.put(32 + 32 * i + 16, (byte) Integer.parseInt(parts[2]));
            out.put(32 + 32 * i + 17, (byte) Integer.parseInt(parts[3]));
        }
        out.position(headerLength - 1);
        out.put((byte) 0x0D);
        for (String row : rows) {
            out.put(row.getBytes(charset));
        }
        out.put((byte) 0x1A);
        return bytes;
    }

    /** A row of the table in {@link #attributesKeepTheirTypes()}. */
    private static String row(String t, String i, String r, String f, String l, String d, String big) {
        return String.format(" %-6s%4s%6s%6s%1s%8s%20s%10s", t, i, r, f, l, d, big, "");
    }

    private InputFile file(String stem, byte[] shp, byte[] dbf) {
        write(folder, stem + ".dbf", dbf);
        return write(folder, stem + ".shp", shp);
    }

    static byte[] codes(String... rows) {
        return dbf(0, "C:C:1:0", StandardCharsets.UTF_8, rows);
    }

    @Test
    void deletedRowsTakeTheirShapesWithThem() {
        byte[][] shapes = {polygon(5, CLOCKWISE), polygon(5, CLOCKWISE, HOLE), polygon(5, FAR)};
        for (boolean indexed : new boolean[] {false, true}) {
            InputFile file = file("deleted-row", shp(shapes), codes(" a", "*b", " c"));
            if (indexed) {
                write(folder, "deleted-row.shx", shx(shapes));
            }
            List<VerbatimRecord> records = read(file);
            assertThat(records).extracting(r -> r.number() + " " + r.values()).containsExactly("1 [a]", "3 [c]");
            // A square of side 4 and one of side 1.
            assertThat(records).extracting(r -> geometry(r).getArea()).containsExactly(16.0, 1.0);
        }
    }

    @Test
    void holesAreFoundByTheDirectionOfRings() {
        double[] reversed = {0, 0, 4, 0, 4, 4, 0, 4, 0, 0};
        double[] reversedHole = {1, 1, 1, 2, 2, 2, 2, 1, 1, 1};
        InputFile file = file(
                "rings",
                shp(
                        polygon(5, HOLE, FAR, CLOCKWISE),
                        polygon(5, reversed, reversedHole),
                        polygon(15, CLOCKWISE),
                        polygon(5)),
                codes(" a", " b", " c", " d"));
        List<VerbatimRecord> records = read(file);
        // 16 - 1 + 1, then 16 - 1 with all rings the other way round.
        assertThat(records).extracting(r -> geometry(r).getArea()).containsExactly(16.0, 15.0, 16.0, 0.0);
        assertThat(records).allMatch(r -> geometry(r).isValid());
    }

    @Test
    void nullAndOddShapesAreNoReasonToStop() {
        double[] open = {0, 0, 0, 4, 4, 4, 4, 0};
        byte[] greedy = ByteBuffer.wrap(polygon(5, CLOCKWISE))
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(36, Integer.MAX_VALUE)
                .array();
        InputFile file = file(
                "odd-shapes",
                shp(
                        little(4).array(),
                        point(21, 1, 2),
                        polygon(5, open),
                        greedy,
                        polygon(31, CLOCKWISE),
                        point(1, Double.NaN, 2),
                        polygon(3, open)),
                codes(" a", " b", " c", " d", " e", " f", " g"));
        List<VerbatimRecord> records = read(file);
        assertThat((Object) records.get(0).geometry()).isNull();
        assertThat(records.get(0).fault()).isNull();
        assertThat((Object) geometry(records.get(1))).hasToString("POINT (1 2)");
        for (VerbatimRecord bad : records.subList(2, 6)) {
            assertThat(fault(bad).geometryOnly()).isTrue();
            assertThat(bad.values()).doesNotContainNull();
        }
        // Three sides of a square of side 4.
        assertThat(geometry(records.get(6)).getLength()).isEqualTo(12.0);
    }

    @Test
    void attributesKeepTheirTypes() {
        byte[] table = dbf(
                0,
                "T:C:6:0,I:N:4:0,R:N:6:2,F:F:6:2,L:L:1:0,D:D:8:0,BIG:N:20:0,M:M:10:0",
                StandardCharsets.UTF_8,
                row("007", "-5", "1.25", "1e400", "T", "20260930", "12345678901234567890"),
                row("", "", "", "******", "?", "00000000", "*".repeat(20)),
                row("x", "12.5", "", "", "", "", ""));
        InputFile file = file("attributes", shp(point(1, 0, 0), point(1, 0, 0), point(1, 0, 0)), table);
        RecordFile open = RecordFiles.open(file, source(), null);
        assertThat(open.columns().stream().map(c -> c.name() + " " + c.type()))
                .containsExactly("T TEXT", "I INTEGER", "R DOUBLE", "F DOUBLE", "L BOOLEAN", "D DATE", "BIG DECIMAL");
        List<VerbatimRecord> records = read(open);
        assertThat(records.get(0).values())
                .containsExactly(
                        "007",
                        -5L,
                        1.25,
                        Double.POSITIVE_INFINITY,
                        true,
                        LocalDate.of(2026, 9, 30),
                        new java.math.BigDecimal("12345678901234567890"));
        assertThat(records.get(1).values()).containsOnlyNulls();
        assertThat(fault(records.get(2)).message()).contains("'I'", "INTEGER");
        assertThat(fault(records.get(2)).value()).isEqualTo("12.5");
    }

    @Test
    void theCharsetComesFromCpgThenTheStudyThenTheHeader() {
        byte[] shape = shp(point(1, 0, 0));
        Charset latin = StandardCharsets.ISO_8859_1;
        InputFile unknown = file("latin", shape, dbf(0, "C:C:1:0", latin, " é"));
        assertThat(fault(read(unknown).get(0)).message()).contains("'C'", "UTF-8");
        assertThat(column(RecordFiles.open(unknown, source(null, null, "ISO-8859-1"), null), "C"))
                .containsExactly("é");
        InputFile byHeader = file("header", shape, dbf(0x57, "C:C:1:0", latin, " é"));
        assertThat(column(RecordFiles.open(byHeader, source(), null), "C")).containsExactly("é");
        for (String page : List.of("1252", "ANSI 1252", "ISO 8859-1", "88591", "ISO-8859-1\n")) {
            write(folder, "latin.cpg", page);
            assertThat(column(RecordFiles.open(unknown, source(null, null, "UTF-8"), null), "C"))
                    .as(page)
                    .containsExactly("é");
        }
        write(folder, "latin.cpg", "klingon");
        assertThat(failure(unknown)).contains("'KLINGON' is unknown");
        // The third byte of the second ế does not fit into the field.
        InputFile cut = file("cut-text", shape, dbf(0, "C:C:5:0", latin, " \u00e1\u00ba\u00bf\u00e1\u00ba"));
        assertThat(column(RecordFiles.open(cut, source(), null), "C")).containsExactly("ế");
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() {
        byte[] shape = polygon(5, CLOCKWISE);
        write(folder, "lonely.shp", shp(shape));
        assertThat(failure(new InputFile(folder.resolve("lonely.shp"), "lonely.shp")))
                .contains(".dbf", "is missing");
        assertThat(failure(file("rows", shp(shape), codes(" a", " b")))).contains("1 shapes", "2 rows");
        InputFile indexed = file("index", shp(shape, shape), codes(" a", " b"));
        write(folder, "index.shx", shx(shape));
        assertThat(failure(indexed)).contains(".shx has 1 shapes", "2 rows");
        byte[] whole = shp(shape, shape);
        assertThat(failure(file("short-shp", Arrays.copyOf(whole, whole.length - 20), codes(" a", " b"))))
                .contains("short-shp.shp", "cut short");
        byte[] table = codes(" a", " b");
        assertThat(failure(file("short-dbf", whole, Arrays.copyOf(table, table.length - 3))))
                .contains(".dbf of short-dbf", "cut short");
        assertThat(failure(file("long-shp", Arrays.copyOf(whole, whole.length + 8), codes(" a", " b"))))
                .contains("long-shp", "damaged");
        write(folder, "short-shx.dbf", codes(" a", " b"));
        byte[] index = shx(shape, shape);
        write(folder, "short-shx.shx", Arrays.copyOf(index, index.length - 8));
        assertThat(failure(write(folder, "short-shx.shp", whole))).contains(".shx of short-shx", "cut short");
        ByteBuffer wild = ByteBuffer.wrap(whole.clone()).putInt(104, 1 << 29);
        assertThat(failure(file("wild", wild.array(), codes(" a", " b")))).contains("shape 1 at byte 100");
        assertThat(failure(write(folder, "other.shx", index))).contains("companion of a Shapefile");
    }

    @Test
    void namesMayBeInCapitalsAndTheCrsIsThatOfThePrj() {
        write(folder, "UPPER.DBF", codes(" a"));
        write(folder, "UPPER.PRJ", "PROJCS[\"x\"]\n");
        RecordFile open = RecordFiles.open(write(folder, "UPPER.SHP", shp(point(1, 0, 0))), source(), null);
        assertThat(names(open)).containsExactly("C");
        assertThat(open.statedCrs()).contains("PROJCS[\"x\"]");
        assertThat(open.defaultCrs()).isEmpty();
    }

    @Test
    void realWardsAreAllReadAndValid() throws IOException {
        Path wards = sharedData().resolve("hcmc/wards_2019.shp");
        assertThat(Files.size(wards)).isPositive();
        RecordFile open = RecordFiles.open(new InputFile(wards, "wards_2019.shp"), source(), null);
        assertThat(names(open)).contains("Com_ID", "Pop_2019");
        assertThat(open.statedCrs().orElse("")).startsWith("PROJCS[\"WGS_1984_UTM_Zone_48N\"");
        List<VerbatimRecord> records = read(open);
        // The data's README: 322 valid wards, 2,109.0 km².
        assertThat(records)
                .hasSize(322)
                .allMatch(r -> r.fault() == null && geometry(r).isValid());
        double area = records.stream().mapToDouble(r -> geometry(r).getArea()).sum();
        assertThat(Math.round(area / 1e5) / 10.0).isEqualTo(2109.0);
    }
}
