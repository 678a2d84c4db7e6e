package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.phusong.jobs.cli.CommandLineRun;

/** The 168 wards of Ho Chi Minh City: every household's ward and services equal those that plain JTS finds. */
class RealWardsTest {

    private static final int HOUSEHOLDS = 5000;
    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final String[] OPERATORS = {"Một", "Hai", "Ba"};

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A claim as plain JTS sees it. */
    private record Claim(String operator, String technology, PreparedGeometry area) {}

    @Test
    void everyHouseholdIsWherePlainJtsPutsIt() throws IOException {
        Optional<Path> shared = sharedFile("hcmc/wards_2025.geojson");
        Assumptions.assumeTrue(shared.isPresent());
        Path wards = shared.get();
        Map<String, PreparedGeometry> wardByCode = read(wards);
        assertThat(wardByCode).hasSize(168);
        STRtree wardTree = new STRtree();
        wardByCode
                .entrySet()
                .forEach(ward -> wardTree.insert(ward.getValue().getGeometry().getEnvelopeInternal(), ward));
        List<Claim> claims = claims(wardByCode);
        STRtree claimTree = new STRtree();
        claims.forEach(claim -> claimTree.insert(claim.area().getGeometry().getEnvelopeInternal(), claim));
        Map<String, Coordinate> points = points(wardByCode);
        Path revision = run(wards, claims, points);

        Map<String, String> expected = new TreeMap<>();
        Map<String, int[]> totals = new TreeMap<>();
        points.forEach((id, at) -> {
            Geometry point = FACTORY.createPoint(at);
            TreeSet<String> codes = new TreeSet<>();
            for (Object found : wardTree.query(point.getEnvelopeInternal())) {
                Map.Entry<?, ?> ward = (Map.Entry<?, ?>) found;
                if (((PreparedGeometry) ward.getValue()).covers(point)) {
                    codes.add((String) ward.getKey());
                }
            }
            TreeSet<String> fixed = new TreeSet<>();
            TreeSet<String> mobile = new TreeSet<>();
            for (Object found : claimTree.query(point.getEnvelopeInternal())) {
                Claim claim = (Claim) found;
                if (claim.area().covers(point)) {
                    (claim.technology().equals("LTE") ? mobile : fixed).add(claim.operator());
                }
            }
            String ward = codes.isEmpty() ? "null" : codes.first();
            expected.put(
                    id,
                    ward + "|" + !fixed.isEmpty() + "|" + fixed.size() + "|" + !mobile.isEmpty() + "|" + mobile.size());
            int[] sums = totals.computeIfAbsent(ward, w -> new int[3]);
            sums[0]++;
            sums[1] += fixed.isEmpty() ? 0 : 1;
            sums[2] += mobile.isEmpty() ? 0 : 1;
        });
        Map<String, String> found = new TreeMap<>();
        PublishedTable.read(revision.resolve("restricted/household_coverage"))
                .lines(
                        "household_id",
                        "ward_code",
                        "served_broadband",
                        "networks_broadband",
                        "served_mobile_4g",
                        "networks_mobile_4g")
                .forEach(
                        line -> found.put(line.substring(0, line.indexOf('|')), line.substring(line.indexOf('|') + 1)));
        assertThat(found).isEqualTo(expected);
        assertThat(totals).hasSizeGreaterThan(160).containsKey("null");

        PublishedTable.read(revision.resolve("ward_coverage.parquet")).rows().stream()
                .filter(row -> "ANY".equals(row.get("operator")))
                .forEach(row -> {
                    int[] sums = totals.getOrDefault(String.valueOf(row.get("ward_code")), new int[3]);
                    assertThat(row.get("total")).isEqualTo((double) sums[0]);
                    assertThat(row.get("served"))
                            .isEqualTo((double) ("broadband".equals(row.get("service")) ? sums[1] : sums[2]));
                });
        int outside = totals.getOrDefault("null", new int[3])[0];
        JsonNode balance = new ObjectMapper()
                .readTree(revision.resolve("run_report.json").toFile())
                .get("households")
                .get(0);
        assertThat(balance.get("accepted").asInt()).isEqualTo(HOUSEHOLDS);
        assertThat(balance.get("outside").asInt()).isEqualTo(outside);
        assertThat(balance.get("in_wards").asInt()).isEqualTo(HOUSEHOLDS - outside);
    }

    private Path run(Path wards, List<Claim> claims, Map<String, Coordinate> points) throws IOException {
        List<String> features = new ArrayList<>();
        for (Claim claim : claims) {
            features.add(GeoJson.feature(
                    "{\"op\":\"" + claim.operator() + "\",\"tech\":\"" + claim.technology() + "\"}",
                    GeoJson.polygon(claim.area().getGeometry())));
        }
        Files.writeString(folder.resolve("claims.geojson"), GeoJson.collection(features));
        StringBuilder csv = new StringBuilder("id,lon,lat\n");
        points.forEach((id, at) ->
                csv.append(id).append(',').append(at.x).append(',').append(at.y).append('\n'));
        Files.writeString(folder.resolve("households.csv"), csv);
        Path study = Files.writeString(folder.resolve("study.yaml"), """
                study: real-wards
                as_of: 2026-09-30
                wards: {path: "%s", code: code, name: fullName}
                households: {path: households.csv, id: id, x: lon, y: lat, crs: EPSG:4326}
                coverage:
                  - {path: claims.geojson, operator: op, technology: tech}
                services:
                  broadband: {any_of: [{technology: FTTH}]}
                  mobile_4g: {any_of: [{technology: LTE, environment: outdoor}]}
                """.formatted(wards));
        CommandLineRun run = CommandLineRun.ofStudy(study, folder.resolve("out"));
        assertThat(run.err()).doesNotContain("phusong:");
        assertThat(run.code()).isZero();
        return folder.resolve("out/real-wards/2026-09-30/r1");
    }

    /** Stars of 40 corners around places in wards, 1 to 12 km across. */
    private static List<Claim> claims(Map<String, PreparedGeometry> wards) {
        Random random = new Random(168);
        List<PreparedGeometry> all = List.copyOf(wards.values());
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Coordinate centre = all.get(random.nextInt(all.size()))
                    .getGeometry()
                    .getInteriorPoint()
                    .getCoordinate();
            double radius = 0.005 + 0.05 * random.nextDouble();
            Coordinate[] ring = new Coordinate[41];
            for (int corner = 0; corner < 40; corner++) {
                double far = radius * (0.5 + 0.5 * random.nextDouble());
                double angle = 2 * Math.PI * corner / 40;
                ring[corner] = new Coordinate(centre.x + far * Math.cos(angle), centre.y + far * Math.sin(angle));
            }
            ring[40] = ring[0].copy();
            claims.add(new Claim(
                    OPERATORS[random.nextInt(3)],
                    random.nextBoolean() ? "FTTH" : "LTE",
                    PreparedGeometryFactory.prepare(FACTORY.createPolygon(ring))));
        }
        return claims;
    }

    /** Three in four anywhere in the box of a ward, one in four on a corner of its boundary. */
    private static Map<String, Coordinate> points(Map<String, PreparedGeometry> wards) {
        Random random = new Random(2025);
        List<PreparedGeometry> all = List.copyOf(wards.values());
        Map<String, Coordinate> points = new LinkedHashMap<>();
        for (int i = 0; i < HOUSEHOLDS; i++) {
            Geometry ward = all.get(i % all.size()).getGeometry();
            var box = ward.getEnvelopeInternal();
            Coordinate[] corners = ward.getCoordinates();
            points.put(
                    "h" + i,
                    i % 4 == 0
                            ? corners[random.nextInt(corners.length)]
                            : new Coordinate(
                                    box.getMinX() + box.getWidth() * random.nextDouble(),
                                    box.getMinY() + box.getHeight() * random.nextDouble()));
        }
        return points;
    }

    /** Wards by code, read here without the product's readers. */
    private static Map<String, PreparedGeometry> read(Path file) throws IOException {
        Map<String, PreparedGeometry> wards = new TreeMap<>();
        for (JsonNode feature : new ObjectMapper().readTree(file.toFile()).get("features")) {
            JsonNode geometry = feature.get("geometry");
            List<Polygon> polygons = new ArrayList<>();
            if (geometry.get("type").asText().equals("Polygon")) {
                polygons.add(polygon(geometry.get("coordinates")));
            } else {
                geometry.get("coordinates").forEach(part -> polygons.add(polygon(part)));
            }
            wards.put(
                    feature.get("properties").get("code").asText(),
                    PreparedGeometryFactory.prepare(FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new))));
        }
        return wards;
    }

    private static Polygon polygon(JsonNode rings) {
        List<LinearRing> read = new ArrayList<>();
        for (JsonNode ring : rings) {
            List<Coordinate> coordinates = new ArrayList<>();
            ring.forEach(c ->
                    coordinates.add(new Coordinate(c.get(0).asDouble(), c.get(1).asDouble())));
            read.add(FACTORY.createLinearRing(coordinates.toArray(Coordinate[]::new)));
        }
        return FACTORY.createPolygon(read.get(0), read.subList(1, read.size()).toArray(LinearRing[]::new));
    }

    /** A file beside the project; none, with a line that says so, where it is absent, which is a failure in CI. */
    private static Optional<Path> sharedFile(String relative) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            for (String shared : Arrays.asList("shared/data", "../shared/data")) {
                Path file = at.resolve(shared).resolve(relative).normalize();
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        assertThat(System.getenv("CI"))
                .as("shared/data/" + relative + " must be there in CI")
                .isNotEqualTo("true");
        System.out.println("Left out: shared/data/" + relative + " is not here");
        return Optional.empty();
    }
}
