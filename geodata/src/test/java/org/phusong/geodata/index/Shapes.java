package org.phusong.geodata.index;

import java.util.Random;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Ragged areas to test with. */
final class Shapes {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private Shapes() {}

    /** A star-shaped polygon with a star-shaped hole. */
    static Geometry star(Random random, double x0, double y0, double extent, int corners) {
        double cx = x0 + random.nextDouble() * extent;
        double cy = y0 + random.nextDouble() * extent;
        double radius = extent * (0.02 + 0.4 * random.nextDouble());
        LinearRing shell = ring(random, cx, cy, radius, corners, 0.6);
        LinearRing[] holes = corners > 8
                ? new LinearRing[] {ring(random, cx, cy, radius * 0.4, corners / 2 + 3, 0.9)}
                : new LinearRing[0];
        Polygon polygon = FACTORY.createPolygon(shell, holes);
        return polygon.isValid() ? polygon : FACTORY.createPolygon(shell);
    }

    private static LinearRing ring(Random random, double cx, double cy, double radius, int corners, double ragged) {
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double r = radius * (ragged + (1 - ragged) * random.nextDouble());
            ring[i] = new Coordinate(cx + r * Math.cos(angle), cy + r * Math.sin(angle));
        }
        ring[corners] = ring[0].copy();
        return FACTORY.createLinearRing(ring);
    }

    /** A triangle a thousand times longer than wide. */
    static Geometry sliver(Random random, double x0, double y0, double extent) {
        double x = x0 + random.nextDouble() * extent;
        double y = y0 + random.nextDouble() * extent;
        double dx = extent * (random.nextDouble() - 0.5);
        double dy = extent * (random.nextDouble() - 0.5);
        return FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(x, y),
            new Coordinate(x + dx, y + dy),
            new Coordinate(x + dx - dy * 1e-3, y + dy + dx * 1e-3),
            new Coordinate(x, y)
        });
    }

    /** A ragged ring around a point. */
    static Geometry ring(Random random, double x, double y, double radius, int corners) {
        return FACTORY.createPolygon(ring(random, x, y, radius, corners, 0.7));
    }

    /** West or east part of a rectangle that a ragged line divides; with the same numbers, both parts have that line. */
    static Geometry ragged(Random random, double width, double height, boolean isWest) {
        int corners = 30;
        Coordinate[] ring = new Coordinate[corners + 3];
        for (int i = 0; i < corners; i++) {
            ring[i] = new Coordinate(106 + width * (0.4 + 0.2 * random.nextDouble()), 10 + height * i / (corners - 1));
        }
        double side = isWest ? 106 : 106 + width;
        ring[corners] = new Coordinate(side, 10 + height);
        ring[corners + 1] = new Coordinate(side, 10);
        ring[corners + 2] = ring[0].copy();
        return FACTORY.createPolygon(ring);
    }
}
