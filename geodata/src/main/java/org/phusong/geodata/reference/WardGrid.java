package org.phusong.geodata.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.sample.Noise;

/**
 * The wards of a city: the meshes of a net with shifted knots, whose sides are ragged. Two neighbours share the very vertices of their
 * side.
 *
 * <p>A side leaves the straight line by at most {@link #STEEPEST} times the distance to its nearer knot. Sides that meet at a knot do so at
 * more than twice that angle, so that no two cross: valid polygons by construction.
 */
final class WardGrid {

    /** Segments of a side: 168 wards of four sides have 157,920 vertices. */
    private static final int SEGMENTS = 235;

    private static final double STEEPEST = 0.25;
    private static final double SHIFT = 0.3;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final CityFrame frame;
    private final Noise noise;
    private final int columns;
    private final int rows;

    WardGrid(CityFrame frame, int columns, int rows) {
        this.frame = frame;
        this.noise = frame.noise().named("wards");
        this.columns = columns;
        this.rows = rows;
    }

    /** All wards, by code. */
    List<Ward> wards(int firstNumber) {
        List<Ward> wards = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int number = firstNumber + wards.size();
                List<Coordinate> ring = new ArrayList<>();
                ring.addAll(side(column, row, true, false));
                ring.addAll(side(column + 1, row, false, false));
                ring.addAll(side(column, row + 1, true, true));
                ring.addAll(side(column, row, false, true));
                ring.add(ring.get(0).copy());
                String code = String.format(Locale.ROOT, "%05d", number);
                wards.add(new Ward(
                        code, "Ward " + code, FACTORY.createPolygon(ring.toArray(Coordinate[]::new)), Map.of()));
            }
        }
        return wards;
    }

    /** The vertices of a side without its last: to the east of a knot or to the north of it, or the same backwards. */
    private List<Coordinate> side(int column, int row, boolean east, boolean backwards) {
        double fromX = knotX(column, row);
        double fromY = knotY(column, row);
        double dx = knotX(column + (east ? 1 : 0), row + (east ? 0 : 1)) - fromX;
        double dy = knotY(column + (east ? 1 : 0), row + (east ? 0 : 1)) - fromY;
        Noise own = noise.named((east ? "east " : "north ") + column + " " + row);
        List<Coordinate> line = new ArrayList<>(SEGMENTS + 1);
        for (int k = 0; k <= SEGMENTS; k++) {
            double t = (double) k / SEGMENTS;
            double sideways = STEEPEST * Math.min(t, 1 - t) * (2 * rough(own, k) - 1);
            line.add(new Coordinate(
                    frame.plane().lon(fromX + t * dx - sideways * dy),
                    frame.plane().lat(fromY + t * dy + sideways * dx)));
        }
        if (backwards) {
            Collections.reverse(line);
        }
        return line.subList(0, SEGMENTS);
    }

    /** Bends over a third of a side, wiggles over a few vertices and a jitter of each, 0 to 1. */
    private static double rough(Noise own, int vertex) {
        return 0.6 * own.smooth(vertex / 80.0, 0.5)
                + 0.25 * own.smooth(vertex / 11.0, 7.5)
                + 0.15 * own.uniform(vertex, 3);
    }

    private double knotX(int column, int row) {
        double mesh = frame.width() / columns;
        return (column - columns / 2.0 + SHIFT * (noise.uniform(2L * column, row) - 0.5)) * mesh;
    }

    private double knotY(int column, int row) {
        double mesh = frame.height() / rows;
        return (row - rows / 2.0 + SHIFT * (noise.uniform(2L * column + 1, row) - 0.5)) * mesh;
    }
}
