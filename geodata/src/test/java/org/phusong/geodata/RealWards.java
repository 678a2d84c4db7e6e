package org.phusong.geodata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.place.Ward;

/** The 168 wards of Ho Chi Minh City since July 2025, all of them multipolygons in longitude / latitude. */
public final class RealWards {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private RealWards() {}

    public static List<Ward> read() throws IOException {
        JsonNode root = new ObjectMapper()
                .readTree(SharedData.file("hcmc/wards_2025.geojson").toFile());
        List<Ward> wards = new ArrayList<>();
        for (JsonNode feature : root.path("features")) {
            List<Polygon> parts = new ArrayList<>();
            for (JsonNode rings : feature.path("geometry").path("coordinates")) {
                List<LinearRing> holes = new ArrayList<>();
                for (int i = 1; i < rings.size(); i++) {
                    holes.add(ring(rings.get(i)));
                }
                parts.add(FACTORY.createPolygon(ring(rings.get(0)), holes.toArray(LinearRing[]::new)));
            }
            JsonNode properties = feature.path("properties");
            wards.add(new Ward(
                    properties.path("code").asText(),
                    properties.path("fullName").asText(),
                    FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new)),
                    Map.of()));
        }
        return wards;
    }

    private static LinearRing ring(JsonNode points) {
        Coordinate[] ring = new Coordinate[points.size()];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new CoordinateXY(
                    points.get(i).get(0).asDouble(), points.get(i).get(1).asDouble());
        }
        return FACTORY.createLinearRing(ring);
    }
}
