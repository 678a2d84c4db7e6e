package org.phusong.jobs.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceHouseholds;
import org.phusong.geodata.reference.ReferenceLayer;

/**
 * The same counts by PostGIS, tuned as Sedona is: dissolved layers in pieces of 64 vertices under a GiST index. Talks through {@code psql},
 * which takes the server from its usual environment ({@code PGHOST}, {@code PGDATABASE}, {@code PGUSER}); everything stands in a schema of
 * its own that is dropped at the end.
 */
final class PostgisPeer implements AutoCloseable {

    private static final int DIMENSIONS = 2;
    private static final String SCHEMA = "phusong_bench";
    private static final String PATH = "SET search_path TO " + SCHEMA + ", public; ";

    private final BenchSetup setup;
    private final int wards;
    private final int layers;

    PostgisPeer(BenchSetup setup, int wards, int layers) {
        this.setup = setup;
        this.wards = wards;
        this.layers = layers;
    }

    /** Why PostGIS cannot be asked; null where it can. */
    static @Nullable String findFault() {
        try {
            psql("SELECT postgis_version()", null);
            return null;
        } catch (IOException e) {
            return e.getMessage() + "; PGHOST, PGDATABASE and PGUSER name a server with the extension postgis";
        }
    }

    /** Writes rows of a table, tab by tab. */
    @FunctionalInterface
    private interface Rows {

        void write(Writer to) throws IOException;
    }

    /** Loads polygons and households, dissolves, subdivides, indexes. */
    void prepare() throws IOException {
        psql(
                "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE; CREATE SCHEMA " + SCHEMA + "; " + PATH
                        + "CREATE UNLOGGED TABLE area (ward int, layer int, shape geometry);"
                        + "CREATE UNLOGGED TABLE place (id serial, x float8, y float8)",
                null);
        psql(PATH + "COPY area FROM STDIN", this::writeAreas);
        psql(PATH + "COPY place (x, y) FROM STDIN", this::writePlaces);
        psql(
                PATH
                        + "CREATE UNLOGGED TABLE piece AS"
                        + " SELECT NULL::int AS ward, 1::bigint << layer AS bit, ST_Subdivide(ST_Union(shape), 64) AS shape"
                        + " FROM area WHERE ward IS NULL GROUP BY layer"
                        + " UNION ALL SELECT ward, 0, ST_Subdivide(shape, 64) FROM area WHERE ward IS NOT NULL;"
                        + "CREATE INDEX ON piece USING gist (shape);"
                        + "CREATE UNLOGGED TABLE household AS SELECT id, ST_MakePoint(x, y) AS point FROM place;"
                        + "ANALYZE piece; ANALYZE household",
                null);
    }

    private void writeAreas(Writer to) throws IOException {
        int number = 0;
        for (ReferenceCity city : setup.workload().cities()) {
            for (Ward ward : city.wards()) {
                to.write(number++ + "\t\\N\t" + hex(ward.geometry()) + "\n");
            }
            List<ReferenceLayer> all = city.layers();
            for (int layer = 0; layer < layers; layer++) {
                for (Polygon polygon : all.get(layer).polygons()) {
                    to.write("\\N\t" + layer + "\t" + hex(polygon) + "\n");
                }
            }
        }
    }

    private static String hex(Geometry shape) {
        return WKBWriter.toHex(new WKBWriter(DIMENSIONS, ByteOrderValues.LITTLE_ENDIAN).write(shape));
    }

    private void writePlaces(Writer to) throws IOException {
        ReferenceHouseholds households = setup.workload().households(setup.households());
        double[] place = new double[2];
        for (int number = 0; number < households.count(); number++) {
            households.place(number, place);
            to.write(place[0] + "\t" + place[1] + "\n");
        }
    }

    WardLayerCounts count() throws IOException {
        WardLayerCounts counts = new WardLayerCounts(wards, layers);
        for (String line : psql(
                PATH + "SELECT ward, bits, count(*) FROM (SELECT h.id, min(p.ward) AS ward, bit_or(p.bit) AS bits"
                        + " FROM household h JOIN piece p ON ST_Intersects(p.shape, h.point) GROUP BY h.id) AS answers"
                        + " GROUP BY ward, bits",
                null)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == 3) {
                counts.add(
                        cells[0].isEmpty() ? -1 : Integer.parseInt(cells[0]),
                        Long.parseLong(cells[1]),
                        Long.parseLong(cells[2]));
            }
        }
        counts.fillUp(setup.households());
        return counts;
    }

    @Override
    public void close() throws IOException {
        psql("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE", null);
    }

    private static List<String> psql(String sql, @Nullable Rows rows) throws IOException {
        Path out = Files.createTempFile("phusong-bench", ".psql");
        try {
            Process process = new ProcessBuilder(
                            "psql", "-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1", "-c", sql)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try (Writer in =
                    new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
                if (rows != null) {
                    rows.write(in);
                }
            }
            int code = codeOf(process);
            List<String> lines = new ArrayList<>(Files.readAllLines(out, StandardCharsets.UTF_8));
            if (code != 0) {
                throw new IOException(
                        String.format(Locale.ROOT, "psql ends with %d: %s", code, lines.isEmpty() ? "" : lines.get(0)));
            }
            return lines;
        } finally {
            Files.delete(out);
        }
    }

    private static int codeOf(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while psql worked");
        }
    }
}
