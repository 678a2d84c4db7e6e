package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Random stacks of layers whose corners lie on a small lattice: vertices, edges and points meet all the time, sides are common, collinear or
 * one and the same.
 */
class LayerStackProperties {

    private static final int LATTICE = 8;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @Property(tries = 150)
    void theIndexSaysWhatJtsSays(
            @ForAll @LongRange(min = 0, max = 1_000_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 60) int polygons,
            @ForAll @IntRange(min = 1, max = 130) int classes,
            @ForAll @IntRange(min = -14, max = 3) int stepExponent) {
        Random random = new Random(seed);
        double step = Math.scalb(1.0, stepExponent);
        double west = Math.rint(random.nextDouble() * 200 - 100);
        double south = Math.rint(random.nextDouble() * 100 - 70);
        SlowTwin twin = new SlowTwin();
        twin.addWard(triangle(random, west, south, step));
        for (int i = 0; i < polygons; i++) {
            Geometry area =
                    random.nextInt(3) == 0 ? withHole(random, west, south, step) : triangle(random, west, south, step);
            if (random.nextInt(5) == 0) {
                twin.addWard(area);
            } else {
                twin.addClaim(random.nextInt(classes), area);
            }
        }
        List<Coordinate> points = new ArrayList<>();
        for (int i = -1; i <= 2 * LATTICE + 1; i++) {
            for (int j = -1; j <= 2 * LATTICE + 1; j++) {
                double x = west + i * step / 2;
                double y = south + j * step / 2;
                points.add(new Coordinate(x, y));
                points.add(new Coordinate(Math.nextUp(x), Math.nextDown(y)));
            }
        }
        assertThat(twin.differences(twin.index(classes), points)).isEmpty();
    }

    private static Coordinate corner(Random random, double west, double south, double step) {
        return new Coordinate(west + random.nextInt(LATTICE + 1) * step, south + random.nextInt(LATTICE + 1) * step);
    }

    private static Polygon triangle(Random random, double west, double south, double step) {
        while (true) {
            Coordinate a = corner(random, west, south, step);
            Polygon polygon = FACTORY.createPolygon(
                    new Coordinate[] {a, corner(random, west, south, step), corner(random, west, south, step), a.copy()
                    });
            if (polygon.getArea() > 0) {
                return polygon;
            }
        }
    }

    /** A rectangle with a triangular hole that may touch it at a corner, in either direction. */
    private static Polygon withHole(Random random, double west, double south, double step) {
        while (true) {
            Coordinate a = corner(random, west, south, step);
            Coordinate b = corner(random, west, south, step);
            Polygon hole = triangle(random, west, south, step);
            Polygon polygon = FACTORY.createPolygon(
                    FACTORY.createLinearRing(
                            new Coordinate[] {a, new Coordinate(a.x, b.y), b, new Coordinate(b.x, a.y), a.copy()}),
                    new LinearRing[] {hole.getExteriorRing()});
            if (polygon.getArea() > 0 && polygon.isValid()) {
                return polygon;
            }
        }
    }
}
