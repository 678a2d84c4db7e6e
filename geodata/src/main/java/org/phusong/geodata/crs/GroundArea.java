package org.phusong.geodata.crs;

import java.util.Locale;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.Polygon;

/**
 * Area on the WGS 84 ellipsoid, in square metres.
 *
 * <p>Edges are straight in longitude / latitude, as everything that is stored here. A library of geodesics would bend an edge of 10 km
 * by 0.3 m; so this integrates the area between edge and equator in closed form along latitude (J. P. Snyder, Map Projections: a
 * working manual, USGS 1395, equation 3-12) and by Gauss's rule along the edge.
 */
public final class GroundArea {

    private static final double SEMI_MAJOR_METRES = 6378137;
    private static final double FLATTENING = 1 / 298.257223563;
    private static final double E2 = FLATTENING * (2 - FLATTENING);
    private static final double E = Math.sqrt(E2);
    private static final double SEMI_MINOR_METRES = SEMI_MAJOR_METRES * (1 - FLATTENING);

    /** Three points are exact to a polynomial of degree 5 in latitude; over half a degree the rest is below 1e-16. */
    private static final double GAUSS_OFFSET = Math.sqrt(0.6) / 2;

    private static final double MAX_STEP_DEGREES = 0.5;

    private GroundArea() {}

    /**
     * Area of the polygons of a geometry, holes taken off; 0 for points and lines. Orientation does not matter. Rings are taken by
     * themselves, so an invalid polygon gives the area inside its shell less that of its holes, with loops of opposite
     * direction taken off each other.
     *
     * @param lonLat WGS 84 longitude / latitude in degrees, not across the antimeridian
     */
    public static double squareMetres(Geometry lonLat) {
        double area = 0;
        for (int i = 0; i < lonLat.getNumGeometries(); i++) {
            Geometry part = lonLat.getGeometryN(i);
            if (part instanceof Polygon polygon) {
                area += ofPolygon(polygon);
            } else if (part instanceof GeometryCollection) {
                area += squareMetres(part);
            }
        }
        return area;
    }

    /** An area for a message, such as {@code 0.175 m²}: with as many decimals as a sliver needs. */
    public static String text(double squareMetres) {
        return String.format(Locale.ROOT, squareMetres < 100 ? "%.3f m²" : "%.0f m²", squareMetres);
    }

    private static double ofPolygon(Polygon polygon) {
        double area = ofRing(polygon.getExteriorRing().getCoordinateSequence());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            area -= ofRing(polygon.getInteriorRingN(i).getCoordinateSequence());
        }
        return Math.max(0, area);
    }

    private static double ofRing(CoordinateSequence ring) {
        if (ring.size() < 4) {
            return 0;
        }
        // Against the first vertex instead of the equator, a sliver of a square metre keeps its digits.
        double reference = beltPerRadian(ring.getY(0));
        double sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            sum += underEdge(ring.getX(i - 1), ring.getY(i - 1), ring.getX(i), ring.getY(i), reference);
        }
        return Math.abs(sum);
    }

    private static double underEdge(double lonA, double latA, double lonB, double latB, double reference) {
        if (lonA == lonB) {
            return 0;
        }
        int steps = (int) Math.ceil(Math.min(1_000, Math.abs(latB - latA) / MAX_STEP_DEGREES));
        steps = Math.max(1, steps);
        double step = (latB - latA) / steps;
        double mean = 0;
        for (int i = 0; i < steps; i++) {
            double middle = latA + (i + 0.5) * step;
            mean += (5 * (beltPerRadian(middle - GAUSS_OFFSET * step) - reference)
                            + 8 * (beltPerRadian(middle) - reference)
                            + 5 * (beltPerRadian(middle + GAUSS_OFFSET * step) - reference))
                    / 18;
        }
        return Math.toRadians(lonB - lonA) * mean / steps;
    }

    /** Square metres between the equator and a parallel, for each radian of longitude. */
    private static double beltPerRadian(double latDegrees) {
        double sin = Math.sin(Math.toRadians(latDegrees));
        double es = E * sin;
        return SEMI_MINOR_METRES
                * SEMI_MINOR_METRES
                / 2
                * (sin / (1 - es * es) + (Math.log1p(es) - Math.log1p(-es)) / (2 * E));
    }
}
