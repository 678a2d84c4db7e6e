package org.phusong.geodata.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;
import org.phusong.geodata.check.GeometryVerdict.Impossible;
import org.phusong.geodata.check.GeometryVerdict.Repaired;
import org.phusong.geodata.check.GeometryVerdict.Valid;
import org.phusong.geodata.crs.GroundArea;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;

/**
 * Judges the geometry of a ward or claim and repairs it where JTS can. Never throws, whatever the geometry.
 *
 * <p>Taken are Polygon, MultiPolygon and collections that hold nothing else; a collection that also holds points or lines is
 * refused, since nobody can say what its operator meant by them. Heights and measures are dropped, the direction of rings does not
 * matter, and empty parts are left out; none of these is a repair.
 */
public final class GeometryRepair {

    /** The repair: JTS's fixer, which keeps the area that rings enclose and drops lines and points. */
    public static final String REPAIR = "JTS GeometryFixer";

    private static final String POLYGONS = "accepted are valid polygons and multipolygons";
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private GeometryRepair() {}

    /**
     * The verdict on a geometry.
     *
     * @param lonLat WGS 84 longitude / latitude, degrees; null where the record has none
     */
    public static GeometryVerdict repair(@Nullable Geometry lonLat) {
        if (lonLat == null) {
            return missing("There is no geometry");
        }
        List<Polygon> polygons = new ArrayList<>();
        Impossible refusal = flatten(lonLat, polygons);
        if (refusal != null) {
            return refusal;
        }
        Geometry flat =
                polygons.size() == 1 ? polygons.get(0) : FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new));
        try {
            TopologyValidationError error = new IsValidOp(flat).getValidationError();
            return error == null ? new Valid(flat) : fix(flat, error);
        } catch (RuntimeException e) {
            // Robustness failures of JTS on hostile input: beyond repair, not the end of the run.
            return new Impossible(
                    IssueKind.GEOMETRY_INVALID,
                    "The geometry is invalid and " + REPAIR + " could not repair it (" + e.getMessage() + "); "
                            + POLYGONS,
                    place(flat.getCoordinate()));
        }
    }

    private static GeometryVerdict fix(Geometry flat, TopologyValidationError error) {
        GeoPoint place = place(error.getCoordinate());
        List<Polygon> parts = new ArrayList<>();
        collectPolygons(GeometryFixer.fix(flat), parts);
        if (parts.isEmpty()) {
            return new Impossible(
                    IssueKind.GEOMETRY_INVALID,
                    "The geometry is invalid (" + error.getMessage() + ") and encloses no area; " + POLYGONS,
                    place);
        }
        Geometry fixed = parts.size() == 1 ? parts.get(0) : FACTORY.createMultiPolygon(parts.toArray(Polygon[]::new));
        if (!fixed.isValid()) {
            return new Impossible(
                    IssueKind.GEOMETRY_INVALID,
                    "The geometry is invalid (" + error.getMessage() + ") and is so after " + REPAIR + "; " + POLYGONS,
                    place);
        }
        return new Repaired(
                fixed,
                REPAIR,
                error.getMessage(),
                place,
                GroundArea.squareMetres(flat),
                GroundArea.squareMetres(fixed));
    }

    /** Not by recursion: collections may be nested as deep as a hostile file likes. */
    private static @Nullable Impossible flatten(Geometry geometry, List<Polygon> polygons) {
        Deque<Geometry> open = new ArrayDeque<>();
        open.push(geometry);
        while (!open.isEmpty()) {
            Geometry next = open.pop();
            if (next instanceof GeometryCollection) {
                for (int i = next.getNumGeometries() - 1; i >= 0; i--) {
                    open.push(next.getGeometryN(i));
                }
            } else if (next instanceof Polygon polygon) {
                if (polygon.isEmpty()) {
                    continue;
                }
                Impossible refusal = addInTwoDimensions(polygon, polygons);
                if (refusal != null) {
                    return refusal;
                }
            } else {
                return new Impossible(
                        IssueKind.GEOMETRY_TYPE,
                        "The geometry is, or holds, a " + next.getGeometryType() + "; " + POLYGONS,
                        place(next.getCoordinate()));
            }
        }
        return polygons.isEmpty() ? missing("The geometry is empty") : null;
    }

    private static @Nullable Impossible addInTwoDimensions(Polygon polygon, List<Polygon> polygons) {
        List<LinearRing> holes = new ArrayList<>();
        LinearRing shell = null;
        for (int i = -1; i < polygon.getNumInteriorRing(); i++) {
            LinearRing ring = i < 0 ? polygon.getExteriorRing() : polygon.getInteriorRingN(i);
            if (ring.isEmpty()) {
                continue;
            }
            CoordinateSequence filed = ring.getCoordinateSequence();
            Coordinate[] flat = new Coordinate[filed.size()];
            for (int k = 0; k < flat.length; k++) {
                double lon = filed.getX(k);
                double lat = filed.getY(k);
                if (!GeoPoint.isOnEarth(lon, lat)) {
                    return new Impossible(
                            IssueKind.COORDINATE_OUT_OF_RANGE,
                            "The vertex (" + lon + ", " + lat
                                    + ") is not on the earth; accepted are longitudes -180 to 180 and latitudes -90 to 90",
                            null);
                }
                flat[k] = new CoordinateXY(lon, lat);
            }
            if (i < 0) {
                shell = FACTORY.createLinearRing(flat);
            } else {
                holes.add(FACTORY.createLinearRing(flat));
            }
        }
        if (shell != null) {
            polygons.add(FACTORY.createPolygon(shell, holes.toArray(LinearRing[]::new)));
        }
        return null;
    }

    /** What the fixer gives is shallow. */
    private static void collectPolygons(Geometry fixed, List<Polygon> parts) {
        for (int i = 0; i < fixed.getNumGeometries(); i++) {
            if (fixed.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                parts.add(polygon);
            }
        }
    }

    private static Impossible missing(String what) {
        return new Impossible(IssueKind.GEOMETRY_MISSING, what + "; " + POLYGONS, null);
    }

    private static @Nullable GeoPoint place(@Nullable Coordinate at) {
        return at != null && GeoPoint.isOnEarth(at.x, at.y) ? new GeoPoint(at.x, at.y) : null;
    }
}
