package org.phusong.geodata.reference;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.sample.Noise;

/** Blobs of 12 to 40 vertices around places where people live; star-shaped, hence valid, and overlapping as addresses' buffers do. */
final class FixedAreas {

    private static final int FEWEST = 12;
    private static final int MOST = 40;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final CityFrame frame;
    private final StreetGrid streets;

    FixedAreas(CityFrame frame, StreetGrid streets) {
        this.frame = frame;
        this.streets = streets;
    }

    /** The polygons of a layer. */
    List<Polygon> of(ReferenceService.Layer layer, int count) {
        Noise noise = frame.noise().named(layer.service() + " " + layer.operator());
        double radius = switch (layer.service()) {
            case FTTH -> 180;
            case HFC -> 260;
            default -> 900;
        };
        List<Polygon> polygons = new ArrayList<>(count);
        double[] place = new double[2];
        for (int i = 0; i < count; i++) {
            streets.place(noise, i, place);
            polygons.add(blob(noise, i, place[0], place[1], radius * (0.5 + noise.uniform(i, -1))));
        }
        return polygons;
    }

    private Polygon blob(Noise noise, int number, double x, double y, double radius) {
        int vertices = FEWEST + (int) (noise.uniform(number, -2) * (MOST - FEWEST + 1));
        Coordinate[] ring = new Coordinate[vertices + 1];
        for (int k = 0; k < vertices; k++) {
            // Each vertex has a sector of its own, so that angles grow.
            double angle = 2 * Math.PI * (k + 0.7 * noise.uniform(number, 2L * k)) / vertices;
            double far = radius * (0.55 + 0.45 * noise.uniform(number, 2L * k + 1));
            ring[k] = new Coordinate(
                    frame.plane().lon(x + far * StrictMath.cos(angle)),
                    frame.plane().lat(y + far * StrictMath.sin(angle)));
        }
        ring[vertices] = ring[0].copy();
        return FACTORY.createPolygon(ring);
    }
}
