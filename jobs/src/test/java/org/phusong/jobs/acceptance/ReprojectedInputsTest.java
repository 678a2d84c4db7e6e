package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.Reprojection;
import org.phusong.jobs.cli.CommandLineRun;

/** The same households and claims, filed in VN-2000 / TM-3 105-45 (EPSG:9210) and, densified, in WGS 84: the same answers. */
class ReprojectedInputsTest {

    /** Edges are kept to 1 mm; points nearer than twice that may fall on either side. */
    private static final double NEAR_METRES = 0.002;

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Reprojection TO_LON_LAT = Reprojection.toWgs84(Crs.parse("EPSG:9210"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void noAnswerChangesForPointsThatAreNotOnAnEdge() throws IOException {
        Random random = new Random(9210);
        List<Polygon> areas = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            areas.add(triangle(random));
        }
        Map<String, Coordinate> points = new LinkedHashMap<>();
        for (int i = 0; i < 1500; i++) {
            points.put("h" + i, i % 3 == 0 ? anywhere(random) : beside(areas.get(i % 12), random));
        }
        Map<String, List<Integer>> filedProjected = answers("EPSG:9210", areas, points);
        Map<String, List<Integer>> filedLonLat = answers("EPSG:4326", areas, points);

        int judged = 0;
        for (Map.Entry<String, Coordinate> household : points.entrySet()) {
            Geometry point = FACTORY.createPoint(household.getValue());
            if (areas.stream().allMatch(area -> area.getBoundary().distance(point) > NEAR_METRES)) {
                judged++;
                // What a plane with straight edges says: class i is the claim of operator i.
                List<Integer> truth = new ArrayList<>();
                for (int i = 0; i < areas.size(); i++) {
                    if (new IndexedPointInAreaLocator(areas.get(i)).locate(household.getValue()) != Location.EXTERIOR) {
                        truth.add(i);
                    }
                }
                assertThat(filedProjected.get(household.getKey())).isEqualTo(truth);
                assertThat(filedLonLat.get(household.getKey())).isEqualTo(truth);
            }
        }
        assertThat(judged).isGreaterThan(1200);
    }

    /** Classes that reach each household. */
    private Map<String, List<Integer>> answers(String crs, List<Polygon> areas, Map<String, Coordinate> points)
            throws IOException {
        boolean projected = crs.equals("EPSG:9210");
        Path place = Files.createDirectories(folder.resolve(projected ? "projected" : "lonlat"));
        List<String> features = new ArrayList<>();
        for (int i = 0; i < areas.size(); i++) {
            Geometry filed = projected ? areas.get(i) : TO_LON_LAT.transform(areas.get(i));
            features.add(GeoJson.feature(
                    String.format("{\"op\":\"Operator %02d\",\"tech\":\"FTTH\"}", i), GeoJson.polygon(filed)));
        }
        Files.writeString(
                place.resolve("claims.geojson"),
                GeoJson.collection(features)
                        .replace(
                                "\"features\"",
                                "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + crs + "\"}},\"features\""));
        StringBuilder csv = new StringBuilder("id,x,y\n");
        points.forEach((id, at) -> {
            double[] xy = {at.x, at.y};
            if (!projected) {
                TO_LON_LAT.transform(xy, 1);
            }
            csv.append(id).append(',').append(xy[0]).append(',').append(xy[1]).append('\n');
        });
        Files.writeString(place.resolve("households.csv"), csv);
        Files.writeString(
                place.resolve("wards.geojson"),
                GeoJson.collection(List.of(GeoJson.feature("{\"code\":\"1\"}", GeoJson.box(105, 9, 108, 12)))));
        Path study = Files.writeString(place.resolve("study.yaml"), """
                study: two-crs
                as_of: 2026-09-30
                wards: {path: wards.geojson, code: code}
                households: {path: households.csv, id: id, x: x, y: y, crs: "%s"}
                coverage:
                  - {path: claims.geojson, operator: op, technology: tech}
                services:
                  broadband: {any_of: [{technology: FTTH}]}
                """.formatted(crs));
        CommandLineRun run = CommandLineRun.ofStudy(study, place.resolve("out"));
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        Path revision = place.resolve("out/two-crs/2026-09-30/r1");
        // Answers are numbered from 0 in the order of their rows.
        List<List<Integer>> classes =
                PublishedTable.read(revision.resolve("answer.parquet")).lists("class_ids");
        Map<String, List<Integer>> answers = new LinkedHashMap<>();
        PublishedTable.read(revision.resolve("restricted/household_coverage"))
                .lines("household_id", "answer_id")
                .forEach(line -> answers.put(
                        line.substring(0, line.indexOf('|')),
                        classes.get(Integer.parseInt(line.substring(line.indexOf('|') + 1)))));
        return answers;
    }

    /** Edges of up to 40 km, which bend by metres between the two. */
    private static Polygon triangle(Random random) {
        while (true) {
            Coordinate first = anywhere(random);
            Polygon polygon =
                    FACTORY.createPolygon(new Coordinate[] {first, anywhere(random), anywhere(random), first.copy()});
            if (polygon.getArea() > 1e8) {
                return polygon;
            }
        }
    }

    private static Coordinate anywhere(Random random) {
        return new Coordinate(590_000 + random.nextInt(30_000), 1_180_000 + random.nextInt(40_000));
    }

    /** A point a few millimetres to a metre beside an edge. */
    private static Coordinate beside(Polygon area, Random random) {
        Coordinate[] ring = area.getCoordinates();
        int edge = random.nextInt(3);
        double along = random.nextDouble();
        double dx = ring[edge + 1].x - ring[edge].x;
        double dy = ring[edge + 1].y - ring[edge].y;
        double off =
                (random.nextBoolean() ? 1 : -1) * Math.pow(10, -2.5 + 2.5 * random.nextDouble()) / Math.hypot(dx, dy);
        return new Coordinate(ring[edge].x + along * dx - off * dy, ring[edge].y + along * dy + off * dx);
    }
}
