package org.phusong.jobs.read;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.algorithm.Area;
import org.locationtech.jts.algorithm.PointLocation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * A shape from the content of one record of a {@code .shp} file, by ESRI's Shapefile Technical Description (July 1998). Heights and
 * measures are dropped.
 *
 * <p>Rings of a polygon come in any order: those that turn as the largest one does (clockwise, by the description) are shells, the others
 * are holes of the smallest shell that holds them. A hole that no shell holds becomes a shell.
 */
final class ShapeGeometry {

    private static final GeometryFactory FACTORY = DecodedGeometry.FACTORY;
    private static final int BOX = 4 * Double.BYTES;
    private static final int POINT = 2 * Double.BYTES;

    private ShapeGeometry() {}

    /** Decodes a record's content; a null shape is a missing geometry. */
    static DecodedGeometry decode(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int type = in.getInt();
            return switch (type) {
                case 0 -> DecodedGeometry.MISSING;
                case 1, 11, 21 -> DecodedGeometry.of(FACTORY.createPoint(points(in, 1)[0]));
                case 8, 18, 28 -> {
                    in.position(in.position() + BOX);
                    yield DecodedGeometry.of(FACTORY.createMultiPointFromCoords(points(in, in.getInt())));
                }
                case 3, 13, 23 ->
                    DecodedGeometry.of(FACTORY.createMultiLineString(
                            parts(in).stream().map(FACTORY::createLineString).toArray(LineString[]::new)));
                case 5, 15, 25 ->
                    DecodedGeometry.of(polygons(
                            parts(in).stream().map(FACTORY::createLinearRing).toList()));
                default ->
                    DecodedGeometry.faulty(
                            "Its shape is of a type that is not read; points, lines and polygons are accepted",
                            type == 31 ? "MultiPatch" : String.valueOf(type));
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return DecodedGeometry.faulty(
                    "Its shape cannot be built (" + (e.getMessage() == null ? "it is cut short" : e.getMessage())
                            + "); whole shapes with closed rings are accepted",
                    "");
        }
    }

    private static Coordinate[] points(ByteBuffer in, int count) {
        if (count < 0 || (long) count * POINT > in.remaining()) {
            throw new IllegalArgumentException("it promises " + count + " points in " + in.remaining() + " bytes");
        }
        Coordinate[] points = new Coordinate[count];
        for (int i = 0; i < count; i++) {
            points[i] = new Coordinate(in.getDouble(), in.getDouble());
        }
        return points;
    }

    private static List<Coordinate[]> parts(ByteBuffer in) {
        in.position(in.position() + BOX);
        int parts = in.getInt();
        int count = in.getInt();
        if (parts < 0 || (long) parts * Integer.BYTES > in.remaining()) {
            throw new IllegalArgumentException("it promises " + parts + " parts in " + in.remaining() + " bytes");
        }
        int[] starts = new int[parts + 1];
        for (int i = 0; i < parts; i++) {
            starts[i] = in.getInt();
        }
        starts[parts] = count;
        Coordinate[] points = points(in, count);
        List<Coordinate[]> found = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            if (starts[i] < 0 || starts[i] > starts[i + 1] || starts[i + 1] > count) {
                throw new IllegalArgumentException(
                        "part " + (i + 1) + " begins at point " + starts[i] + " of " + count);
            }
            found.add(Arrays.copyOfRange(points, starts[i], starts[i + 1]));
        }
        return found;
    }

    private static Geometry polygons(List<LinearRing> all) {
        List<LinearRing> rings = all.stream().filter(ring -> !ring.isEmpty()).toList();
        if (rings.isEmpty()) {
            return FACTORY.createPolygon();
        }
        double largest = 0;
        for (LinearRing ring : rings) {
            double area = Area.ofRingSigned(ring.getCoordinateSequence());
            largest = Math.abs(area) > Math.abs(largest) ? area : largest;
        }
        List<Shell> shells = new ArrayList<>();
        List<LinearRing> holes = new ArrayList<>();
        for (LinearRing ring : rings) {
            if (Area.ofRingSigned(ring.getCoordinateSequence()) * largest >= 0) {
                shells.add(new Shell(ring, new ArrayList<>()));
            } else {
                holes.add(ring);
            }
        }
        STRtree index = new STRtree();
        for (Shell shell : shells) {
            index.insert(shell.ring().getEnvelopeInternal(), shell);
        }
        for (LinearRing hole : holes) {
            Shell holder = null;
            for (Object candidate : index.query(hole.getEnvelopeInternal())) {
                Shell shell = (Shell) candidate;
                if (shell.holds(hole) && (holder == null || shell.extent() < holder.extent())) {
                    holder = shell;
                }
            }
            if (holder == null) {
                shells.add(new Shell(hole, new ArrayList<>()));
            } else {
                holder.holes().add(hole);
            }
        }
        Polygon[] polygons = shells.stream().map(Shell::polygon).toArray(Polygon[]::new);
        return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
    }

    /** An outer ring and what is cut out of it. */
    private record Shell(LinearRing ring, List<LinearRing> holes) {

        double extent() {
            return ring.getEnvelopeInternal().getArea();
        }

        /** By the first point of the hole that does not lie on the ring itself. */
        boolean holds(LinearRing hole) {
            Envelope box = ring.getEnvelopeInternal();
            if (!box.covers(hole.getEnvelopeInternal())) {
                return false;
            }
            Coordinate[] outline = ring.getCoordinates();
            for (Coordinate point : hole.getCoordinates()) {
                int location = PointLocation.locateInRing(point, outline);
                if (location != Location.BOUNDARY) {
                    return location == Location.INTERIOR;
                }
            }
            return true;
        }

        Polygon polygon() {
            return FACTORY.createPolygon(ring, holes.toArray(LinearRing[]::new));
        }
    }
}
