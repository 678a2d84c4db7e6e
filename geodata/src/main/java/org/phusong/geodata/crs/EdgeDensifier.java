package org.phusong.geodata.crs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;

/**
 * Transforms lines of vertices and inserts points where an edge, straight in the CRS it comes from, is curved in the other.
 *
 * <p>An edge is halved until the curve passes within {@link #TOLERANCE_METRES} of its chord. One instance serves one geometry and
 * one thread: it counts the points that it has made.
 */
final class EdgeDensifier {

    /** Half of what is promised, because the curve is looked at in three places only. */
    private static final double TOLERANCE_METRES = 0.0005;

    /** Halving this often takes the equator to pieces of 10 m. */
    private static final int MAX_HALVINGS = 22;

    /** Far above any real geometry; a file of a few absurd edges must not fill the memory. */
    private static final int MAX_INSERTED = 2_000_000;

    /**
     * Below this length the curve bends one way only: even where its curvature changes sign, a curve that leaves the chord and
     * comes back to it in the middle leaves it by less than 0.01 mm.
     */
    private static final double ONE_BEND_METRES = 1_000;

    private final Reprojection reprojection;
    private int inserted;

    EdgeDensifier(Reprojection reprojection) {
        this.reprojection = reprojection;
    }

    Coordinate[] transform(CoordinateSequence line) {
        int size = line.size();
        double[] places = new double[2 * size];
        for (int i = 0; i < size; i++) {
            places[2 * i] = line.getX(i);
            places[2 * i + 1] = line.getY(i);
        }
        reprojection.transform(places, size);
        List<Coordinate> result = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Coordinate end = new CoordinateXY(places[2 * i], places[2 * i + 1]);
            if (Double.isNaN(end.x)) {
                throw new CrsException("The vertex (" + line.getX(i) + ", " + line.getY(i)
                        + ") has no place when taken from " + reprojection
                        + "; accepted are vertices inside the area that the CRS is made for");
            }
            if (i > 0) {
                addBetween(
                        new CoordinateXY(line.getX(i - 1), line.getY(i - 1)),
                        new CoordinateXY(places[2 * i - 2], places[2 * i - 1]),
                        new CoordinateXY(line.getX(i), line.getY(i)),
                        end,
                        result);
            }
            result.add(end);
        }
        return result.toArray(Coordinate[]::new);
    }

    /** Adds the points between two vertices, the same ones whichever of the two comes first. */
    private void addBetween(Coordinate a, Coordinate placeA, Coordinate b, Coordinate placeB, List<Coordinate> result) {
        if (a.compareTo(b) <= 0) {
            halve(a, placeA, b, placeB, 0, result);
            return;
        }
        List<Coordinate> reversed = new ArrayList<>();
        halve(b, placeB, a, placeA, 0, reversed);
        Collections.reverse(reversed);
        result.addAll(reversed);
    }

    private void halve(
            Coordinate a, Coordinate placeA, Coordinate b, Coordinate placeB, int depth, List<Coordinate> result) {
        if (a.equals2D(b)) {
            return;
        }
        Coordinate middle = between(a, b, 0.5);
        Coordinate placeMiddle = place(middle);
        if (isNear(placeMiddle, placeA, placeB)
                && (metres(placeA, placeB) < ONE_BEND_METRES
                        || (isNear(place(between(a, b, 0.25)), placeA, placeB)
                                && isNear(place(between(a, b, 0.75)), placeA, placeB)))) {
            return;
        }
        if (depth == MAX_HALVINGS || inserted++ == MAX_INSERTED) {
            throw new CrsException("The edge from (" + a.x + ", " + a.y + ") to (" + b.x + ", " + b.y
                    + ") cannot be kept within 1 mm of its straight line when taken from " + reprojection
                    + "; accepted are edges that need at most " + MAX_INSERTED + " points a geometry");
        }
        halve(a, placeA, middle, placeMiddle, depth + 1, result);
        result.add(placeMiddle);
        halve(middle, placeMiddle, b, placeB, depth + 1, result);
    }

    private static Coordinate between(Coordinate a, Coordinate b, double share) {
        return new CoordinateXY(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y));
    }

    private Coordinate place(Coordinate source) {
        double[] xy = {source.x, source.y};
        reprojection.forward(xy, 1);
        return new CoordinateXY(xy[0], xy[1]);
    }

    /** False for NaN, so that an edge through a place without coordinates ends at the limit of halvings. */
    private boolean isNear(Coordinate point, Coordinate a, Coordinate b) {
        double scaleY =
                reprojection.isResultGeographic() ? Reprojection.MAX_METRES_PER_DEGREE : reprojection.metresPerUnit();
        double scaleX = reprojection.isResultGeographic() ? scaleY * Math.cos(Math.toRadians(a.y)) : scaleY;
        double dx = (b.x - a.x) * scaleX;
        double dy = (b.y - a.y) * scaleY;
        double px = (point.x - a.x) * scaleX;
        double py = (point.y - a.y) * scaleY;
        double length = Math.hypot(dx, dy);
        double distance = length == 0 ? Math.hypot(px, py) : Math.abs(dx * py - dy * px) / length;
        return distance <= TOLERANCE_METRES;
    }

    private double metres(Coordinate a, Coordinate b) {
        double scale =
                reprojection.isResultGeographic() ? Reprojection.MAX_METRES_PER_DEGREE : reprojection.metresPerUnit();
        return Math.hypot(b.x - a.x, b.y - a.y) * scale;
    }
}
