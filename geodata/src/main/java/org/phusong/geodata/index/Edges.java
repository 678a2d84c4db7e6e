package org.phusong.geodata.index;

import java.util.Arrays;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The edges of all polygons, flat: four doubles each, the end with the smaller x first, those of one polygon together.
 *
 * <p>Whether a point is inside a polygon is a question of parity, so the direction of an edge does not matter.
 */
final class Edges {

    private double[] ends = new double[1024];
    private int count;

    /** Appends the edges of every ring. */
    void addPolygon(Polygon polygon) {
        addRing(polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            addRing(polygon.getInteriorRingN(i));
        }
    }

    private void addRing(LinearRing ring) {
        CoordinateSequence points = ring.getCoordinateSequence();
        for (int i = 1; i < points.size(); i++) {
            add(points.getX(i - 1), points.getY(i - 1), points.getX(i), points.getY(i));
        }
    }

    private void add(double ax, double ay, double bx, double by) {
        if (ax == bx && ay == by) {
            return;
        }
        int at = 4 * count;
        if (at + 4 > ends.length) {
            if (ends.length > (Integer.MAX_VALUE - 64) / 3 * 2) {
                throw new IllegalStateException("More than 350 million edges: split the study area");
            }
            ends = Arrays.copyOf(ends, ends.length + (ends.length >> 1));
        }
        boolean swap = bx < ax;
        ends[at] = swap ? bx : ax;
        ends[at + 1] = swap ? by : ay;
        ends[at + 2] = swap ? ax : bx;
        ends[at + 3] = swap ? ay : by;
        count++;
    }

    int count() {
        return count;
    }

    double ax(int edge) {
        return ends[4 * edge];
    }

    double ay(int edge) {
        return ends[4 * edge + 1];
    }

    double bx(int edge) {
        return ends[4 * edge + 2];
    }

    double by(int edge) {
        return ends[4 * edge + 3];
    }

    double[] toArray() {
        return Arrays.copyOf(ends, 4 * count);
    }

    /** True when the line y = {@code y} has the edge's ends on its two sides; no end lies on a grid line. */
    boolean crossesLine(int edge, double y) {
        return (ay(edge) < y) != (by(edge) < y);
    }

    /**
     * True when the edge meets the vertical through the grid point ({@code x}, {@code y}) below it.
     *
     * <p>A grid point that lies on the edge counts as moved to the right by next to nothing and up by far less; hence {@code ax <= x < bx},
     * and an edge that falls is then below.
     */
    boolean passesBelow(int edge, double x, double y) {
        if (x < ax(edge) || x >= bx(edge)) {
            return false;
        }
        int side = side(edge, x, y);
        return side > 0 || (side == 0 && by(edge) < ay(edge));
    }

    /** True when the edge meets the horizontal through the grid point ({@code x}, {@code y}) left of it, moved as above. */
    boolean passesLeft(int edge, double x, double y) {
        if (!crossesLine(edge, y) || x < ax(edge)) {
            return false;
        }
        if (x >= bx(edge)) {
            return true;
        }
        int side = side(edge, x, y);
        return side == 0 || (side < 0) == (by(edge) > ay(edge));
    }

    private int side(int edge, double x, double y) {
        return CGAlgorithmsDD.orientationIndex(ax(edge), ay(edge), bx(edge), by(edge), x, y);
    }
}
