package org.phusong.geodata.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The ground that polygons enclose and do not cover, without the cost of their union.
 *
 * <p>An edge that two polygons share in opposite directions has ground of theirs on both sides, so it bounds no uncovered ground.
 * What is left of the edges is the outline and the places where neighbours disagree, and the faces between those are few.
 */
final class UncoveredGround {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    /** Directed, with the polygon on a fixed side. */
    private record Edge(double fromX, double fromY, double toX, double toY) {
        Edge reversed() {
            return new Edge(toX, toY, fromX, fromY);
        }
    }

    private UncoveredGround() {}

    /** Connected pieces, from west to east then south to north; holes of a single polygon that nothing touches are left out. */
    static List<Polygon> enclosedBy(List<Geometry> polygons) {
        Map<Edge, Integer> unshared = new LinkedHashMap<>();
        Set<Geometry> filedHoles = new HashSet<>();
        STRtree tree = new STRtree();
        for (Geometry filed : polygons) {
            // Normalized, shells run one way and holes the other, so that neighbours run opposite ways along a shared
            // edge.
            Geometry normalized = filed.norm();
            for (int i = 0; i < normalized.getNumGeometries(); i++) {
                Polygon polygon = (Polygon) normalized.getGeometryN(i);
                cancelShared(polygon.getExteriorRing(), unshared);
                for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
                    cancelShared(polygon.getInteriorRingN(k), unshared);
                    filedHoles.add(
                            FACTORY.createPolygon(polygon.getInteriorRingN(k).getCoordinates())
                                    .norm());
                }
            }
            tree.insert(filed.getEnvelopeInternal(), new IndexedPointInAreaLocator(filed));
        }
        tree.build();
        List<Polygon> uncovered = new ArrayList<>();
        for (Polygon face : faces(unshared)) {
            if (!filedHoles.contains(face) && !isCovered(face, tree)) {
                uncovered.add(face);
            }
        }
        uncovered.sort(Comparator.comparing(
                face -> face.getInteriorPoint().getCoordinate(), Comparator.<Coordinate>naturalOrder()));
        return uncovered;
    }

    private static void cancelShared(LineString ring, Map<Edge, Integer> unshared) {
        Coordinate[] points = ring.getCoordinates();
        for (int i = 1; i < points.length; i++) {
            Edge edge = edge(points[i - 1], points[i]);
            Edge opposite = edge.reversed();
            if (unshared.containsKey(opposite)) {
                unshared.computeIfPresent(opposite, (e, count) -> count == 1 ? null : count - 1);
            } else {
                unshared.merge(edge, 1, Integer::sum);
            }
        }
    }

    /** Adding zero makes one number of the two zeros, which a record tells apart. */
    private static Edge edge(Coordinate from, Coordinate to) {
        return new Edge(from.x + 0.0, from.y + 0.0, to.x + 0.0, to.y + 0.0);
    }

    private static List<Polygon> faces(Map<Edge, Integer> edges) {
        LineString[] lines = edges.keySet().stream()
                .map(e -> FACTORY.createLineString(
                        new Coordinate[] {new CoordinateXY(e.fromX, e.fromY), new CoordinateXY(e.toX, e.toY)}))
                .toArray(LineString[]::new);
        Polygonizer polygonizer = new Polygonizer();
        polygonizer.add(OverlayNGRobust.overlay(FACTORY.createMultiLineString(lines), null, OverlayNG.UNION));
        Collection<?> faces = polygonizer.getPolygons();
        // The polygonizer begins rings where its hash sets please; normalized, they give the same place and area in
        // every run.
        return faces.stream().map(face -> (Polygon) ((Polygon) face).norm()).toList();
    }

    private static boolean isCovered(Polygon face, STRtree tree) {
        Coordinate inside = face.getInteriorPoint().getCoordinate();
        List<?> near = tree.query(face.getEnvelopeInternal());
        return near.stream()
                .map(IndexedPointInAreaLocator.class::cast)
                .anyMatch(locator -> locator.locate(inside) == Location.INTERIOR);
    }
}
