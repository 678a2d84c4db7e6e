package org.phusong.jobs.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceHouseholds;
import org.phusong.geodata.reference.ReferenceLayer;
import org.phusong.geodata.reference.ReferenceWorkload;
import org.phusong.jobs.table.TableSchema;
import org.phusong.jobs.table.TableWriter;

/**
 * The reference workload as files: wards and claims as GeoParquet, households as Parquet in the order of space and once more in random
 * order, and a study file for each order. The column {@code number} of wards and {@code layer} of claims is for peers; the study does not
 * read it.
 */
final class WorkloadFiles {

    private static final int DIMENSIONS = 2;
    private static final List<Boolean> ORDERS = List.of(true, false);

    private final Path folder;
    private final ReferenceWorkload workload;
    private long wardVertices;
    private long claimVertices;
    private long polygons;

    WorkloadFiles(Path folder, ReferenceWorkload workload) {
        this.folder = folder;
        this.workload = workload;
    }

    Path wards() {
        return folder.resolve("wards.parquet");
    }

    Path claims() {
        return folder.resolve("claims.parquet");
    }

    /** Households in the order of space, or in random order. */
    Path households(boolean bySpace) {
        return folder.resolve(bySpace ? "households_by_space.parquet" : "households_random.parquet");
    }

    /** The study with households in one of the orders. */
    Path study(boolean bySpace) {
        return folder.resolve(bySpace ? "study_by_space.yaml" : "study_random.yaml");
    }

    /** Vertices of wards and claims, the repeated one of each ring included. */
    long vertices() {
        return wardVertices + claimVertices;
    }

    /** Number of claims. */
    long polygons() {
        return polygons;
    }

    /** Writes everything, the two orders of households at a time. */
    void write(int households) throws IOException {
        Files.createDirectories(folder);
        writeAreas();
        ReferenceHouseholds points = workload.households(households);
        try {
            ORDERS.parallelStream().forEach(bySpace -> writeHouseholds(points, bySpace));
        } catch (UncheckedIOException e) {
            throw new IOException("Cannot write the households of the workload: " + e.getMessage(), e);
        }
        for (boolean bySpace : ORDERS) {
            Files.writeString(study(bySpace), studyText(households(bySpace)));
        }
    }

    private void writeAreas() throws IOException {
        WKBWriter wkb = new WKBWriter(DIMENSIONS, ByteOrderValues.LITTLE_ENDIAN);
        TableSchema wardColumns = new TableSchema("wards")
                .text("code")
                .text("name")
                .integer("number")
                .bytes("geometry")
                .box("bbox");
        TableSchema claimColumns = new TableSchema("claims")
                .text("operator")
                .text("technology")
                .nullableDecimal("down_mbps")
                .nullableDecimal("signal_dbm")
                .nullableText("environment")
                .integer("layer")
                .bytes("geometry")
                .box("bbox");
        try (TableWriter wards = writer(wards(), wardColumns);
                TableWriter claims = writer(claims(), claimColumns)) {
            for (ReferenceCity city : workload.cities()) {
                for (Ward ward : city.wards()) {
                    wards.write(
                            ward.code(),
                            ward.name(),
                            (int) wards.rows(),
                            wkb.write(ward.geometry()),
                            box(ward.geometry()));
                    wardVertices += ward.geometry().getNumPoints();
                }
                int layer = 0;
                for (ReferenceLayer of : city.layers()) {
                    for (Polygon polygon : of.polygons()) {
                        write(claims, of.attributes(), layer, polygon, wkb);
                    }
                    layer++;
                }
            }
            polygons = claims.rows();
        }
    }

    private void write(TableWriter claims, ClaimClass attributes, int layer, Polygon polygon, WKBWriter wkb)
            throws IOException {
        claims.write(
                attributes.operator(),
                attributes.technology().name(),
                attributes.downMbps(),
                attributes.signalDbm(),
                attributes.environment() == null ? null : ClaimClass.text(attributes.environment()),
                layer,
                wkb.write(polygon),
                box(polygon));
        claimVertices += polygon.getNumPoints();
    }

    private static TableWriter writer(Path file, TableSchema columns) throws IOException {
        String geo = "{\"version\":\"1.1.0\",\"primary_column\":\"geometry\",\"columns\":{\"geometry\":"
                + "{\"encoding\":\"WKB\",\"geometry_types\":[\"Polygon\"],\"covering\":{\"bbox\":{\"xmin\":[\"bbox\",\"xmin\"],"
                + "\"ymin\":[\"bbox\",\"ymin\"],\"xmax\":[\"bbox\",\"xmax\"],\"ymax\":[\"bbox\",\"ymax\"]}}}}}";
        return TableWriter.create(file, columns.toMessage(), Map.of("geo", geo));
    }

    private static double[] box(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        return new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
    }

    private void writeHouseholds(ReferenceHouseholds points, boolean bySpace) {
        IntUnaryOperator numberOfRow = row -> row;
        if (bySpace) {
            int[] numbers = points.numbersBySpace();
            numberOfRow = row -> numbers[row];
        }
        TableSchema columns = new TableSchema("households")
                .text("household_id")
                .decimal("lon")
                .decimal("lat");
        try (TableWriter table = TableWriter.create(households(bySpace), columns.toMessage(), Map.of())) {
            double[] place = new double[2];
            for (int row = 0; row < points.count(); row++) {
                int number = numberOfRow.applyAsInt(row);
                points.place(number, place);
                table.write(id(number), place[0], place[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nine characters: H and eight digits. */
    private static String id(int number) {
        byte[] text = {'H', '0', '0', '0', '0', '0', '0', '0', '0'};
        for (int at = text.length - 1, left = number; left > 0; at--, left /= 10) {
            text[at] = (byte) ('0' + left % 10);
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private String studyText(Path households) {
        return """
                # SYNTHETIC: the reference workload of `phusong bench`.
                study: bench
                as_of: 2026-09-30
                wards: {path: wards.parquet, code: code, name: name}
                households: {path: %s, id: household_id, x: lon, y: lat, crs: EPSG:4326}
                coverage:
                  - path: claims.parquet
                    operator: operator
                    technology: technology
                    down_mbps: down_mbps
                    signal_dbm: signal_dbm
                    environment: environment
                operators: [%s]
                services:
                  broadband: {any_of: [{technology: [FTTH, HFC, DSL, FWA]}]}
                  broadband_100: {any_of: [{technology: [FTTH, HFC], min_down_mbps: 100}]}
                  mobile_4g: {any_of: [{technology: [LTE, NR], min_signal_dbm: -105, environment: outdoor}]}
                  mobile_5g: {any_of: [{technology: [NR], min_signal_dbm: -105, environment: outdoor}]}
                targets:
                  - {service: broadband, share: 0.95, test: over, by: 2025-12-31, source: "made up"}
                """.formatted(
                        households.getFileName(),
                        ReferenceWorkload.classes().stream()
                                .map(ClaimClass::operator)
                                .distinct()
                                .map(name -> "{name: " + name + "}")
                                .reduce((a, b) -> a + ", " + b)
                                .orElse(""));
    }
}
