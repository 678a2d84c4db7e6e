package org.phusong.geodata.crs;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryEditor;
import org.phusong.geodata.place.GeoPoint;

/**
 * Takes coordinates of one CRS to WGS 84 longitude / latitude, or back; x is easting or longitude on both sides.
 *
 * <p>Immutable and thread-safe. Not serializable: a task builds its own from {@link Crs#definition()}.
 */
public final class Reprojection {

    /**
     * How far a point may come back from where it started, in metres, before it counts as outside the projection. Inside a
     * projection's area of use the way there and back is exact to micrometres; far outside it gives places at random.
     */
    private static final double ROUND_TRIP_METRES = 0.01;

    /** A degree of latitude is never longer, so that limits in metres hold everywhere. */
    static final double MAX_METRES_PER_DEGREE = 111_700;

    private final Crs crs;
    private final @Nullable DatumRoute route;
    private final boolean toWgs84;

    private Reprojection(Crs crs, boolean toWgs84) {
        this.crs = crs;
        this.route = crs.route();
        this.toWgs84 = toWgs84;
    }

    /** From {@code crs} to WGS 84 longitude / latitude. */
    public static Reprojection toWgs84(Crs crs) {
        return new Reprojection(crs, true);
    }

    /** From WGS 84 longitude / latitude to {@code crs}. */
    public static Reprojection fromWgs84(Crs crs) {
        return new Reprojection(crs, false);
    }

    /** True when nothing changes, so that callers may skip the call. */
    public boolean isIdentity() {
        return route == null;
    }

    /**
     * Transforms points in place. A point that is not on the earth, or outside what the projection can express, becomes
     * (NaN, NaN) and leaves the others alone.
     *
     * @param xy x0, y0, x1, y1 …
     * @param points how many of them, from the first
     */
    public void transform(double[] xy, int points) {
        double[] before = Arrays.copyOf(xy, 2 * points);
        forward(xy, points);
        double[] back = Arrays.copyOf(xy, 2 * points);
        backward(back, points);
        double tolerance = ROUND_TRIP_METRES / sourceMetresPerUnit();
        for (int i = 0; i < 2 * points; i += 2) {
            boolean returns =
                    Math.abs(back[i] - before[i]) <= tolerance && Math.abs(back[i + 1] - before[i + 1]) <= tolerance;
            boolean onEarth =
                    toWgs84 ? GeoPoint.isOnEarth(xy[i], xy[i + 1]) : GeoPoint.isOnEarth(before[i], before[i + 1]);
            if (!returns || !onEarth) {
                xy[i] = Double.NaN;
                xy[i + 1] = Double.NaN;
            }
        }
    }

    /**
     * Transforms a geometry. Points are inserted so that every edge stays within 1 mm, on the ground, of the straight line in
     * the CRS it came from. Equal vertices give equal vertices, and an edge gives the same points in either direction, so that
     * polygons which share edges go on sharing them. Heights and measures are dropped; the result may be invalid where the
     * geometry was.
     *
     * @throws CrsException if a vertex has no place in the other CRS, or the edges are too long to be kept within 1 mm
     */
    public Geometry transform(Geometry geometry) {
        if (route == null) {
            return geometry;
        }
        EdgeDensifier densifier = new EdgeDensifier(this);
        GeometryEditor editor = new GeometryEditor(geometry.getFactory());
        return editor.edit(geometry, new GeometryEditor.CoordinateSequenceOperation() {
            @Override
            public CoordinateSequence edit(CoordinateSequence sequence, Geometry parent) {
                return parent.getFactory().getCoordinateSequenceFactory().create(densifier.transform(sequence));
            }
        });
    }

    /** Without the check of {@link #transform}: for points between others that passed it. */
    void forward(double[] xy, int points) {
        if (route != null) {
            if (toWgs84) {
                route.toWgs84(xy, points);
            } else {
                route.fromWgs84(xy, points);
            }
        }
    }

    private void backward(double[] xy, int points) {
        if (route != null) {
            if (toWgs84) {
                route.fromWgs84(xy, points);
            } else {
                route.toWgs84(xy, points);
            }
        }
    }

    private double sourceMetresPerUnit() {
        return toWgs84 ? metresPerUnit() : MAX_METRES_PER_DEGREE;
    }

    /** True when results are degrees, whose length on the ground depends on the latitude. */
    boolean isResultGeographic() {
        return toWgs84 || route == null || route.metresPerUnit() == 0;
    }

    /** Metres in a unit of the CRS that is not WGS 84; the longest degree where its units are degrees. */
    double metresPerUnit() {
        return route == null || route.metresPerUnit() == 0 ? MAX_METRES_PER_DEGREE : route.metresPerUnit();
    }

    @Override
    public String toString() {
        return toWgs84 ? crs + " to EPSG:4326" : "EPSG:4326 to " + crs;
    }
}
