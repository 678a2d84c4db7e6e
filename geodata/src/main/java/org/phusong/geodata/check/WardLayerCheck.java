package org.phusong.geodata.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.crs.GroundArea;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.Ward;

/**
 * Finds where two wards cover the same ground, and where none covers the ground between them.
 *
 * <p>An overlap is reported for each pair of wards. A gap is ground without a ward that wards enclose, if it is smaller than
 * {@link #MAX_GAP_SQUARE_METRES} or, whatever its area, narrower than {@link #MAX_GAP_WIDTH_METRES} on average: anything larger is
 * taken for a lake, or for land of somebody else. So is a hole that one ward has as filed and no other ward touches. What is
 * narrower than {@link #MIN_WIDTH_METRES} on average is rounding and is not reported.
 *
 * <p>Width on average is twice the area by the perimeter.
 */
public final class WardLayerCheck {

    /** Largest area of a compact gap, m². */
    public static final double MAX_GAP_SQUARE_METRES = 1_000_000;

    /** Largest mean width of a gap of any area, m. */
    public static final double MAX_GAP_WIDTH_METRES = 50;

    /**
     * Mean width, in m, below which an overlap or gap is rounding. A transformed edge bulges by at most 0.5 mm, so the lens between it
     * and a neighbour's edge with another vertex is at most 2/3 * 0.5 mm wide on average.
     */
    public static final double MIN_WIDTH_METRES = 0.0004;

    /** Wards named in a message; a gap has few neighbours. */
    private static final int MAX_NAMED = 6;

    private final List<Ward> wards;
    private final String input;

    private WardLayerCheck(List<Ward> wards, String input) {
        this.wards = wards.stream()
                .sorted(Comparator.comparing(Ward::code, CodePointOrder.INSTANCE))
                .toList();
        this.input = input;
    }

    /**
     * The defects of a layer, as WARNINGs: overlaps by the codes of the two wards, then gaps from west to east.
     *
     * @param wards valid polygons, WGS 84 longitude / latitude; their order does not matter
     * @param input path of the ward file relative to the study file
     */
    public static List<DataIssue> check(List<Ward> wards, String input) {
        WardLayerCheck check = new WardLayerCheck(wards, input);
        List<DataIssue> issues = new ArrayList<>(check.overlaps());
        issues.addAll(check.gaps());
        return issues;
    }

    private List<DataIssue> overlaps() {
        Geometry[] geometries = wards.stream().map(Ward::geometry).toArray(Geometry[]::new);
        Geometry[] faults = CoverageValidator.validate(geometries);
        List<DataIssue> issues = new ArrayList<>();
        for (int i = 0; i < geometries.length; i++) {
            for (int j = i + 1; j < geometries.length; j++) {
                if (mayOverlap(geometries[i], faults[i], geometries[j], faults[j])) {
                    addOverlap(wards.get(i), wards.get(j), issues);
                }
            }
        }
        return issues;
    }

    /**
     * Where boundaries cross, the validator finds fault with both; where one ward lies inside another, with the inner one. It
     * gives null for a ward without fault.
     */
    private static boolean mayOverlap(Geometry a, @Nullable Geometry faultsA, Geometry b, @Nullable Geometry faultsB) {
        Envelope boxA = a.getEnvelopeInternal();
        Envelope boxB = b.getEnvelopeInternal();
        if (!boxA.intersects(boxB)) {
            return false;
        }
        return (faultsA != null
                        && faultsB != null
                        && faultsA.getEnvelopeInternal().intersects(faultsB.getEnvelopeInternal()))
                || (faultsA != null && boxB.contains(boxA))
                || (faultsB != null && boxA.contains(boxB));
    }

    private void addOverlap(Ward a, Ward b, List<DataIssue> issues) {
        Geometry both = OverlayNGRobust.overlay(a.geometry(), b.geometry(), OverlayNG.INTERSECTION);
        double total = 0;
        double largest = 0;
        Coordinate place = null;
        for (int i = 0; i < both.getNumGeometries(); i++) {
            if (both.getGeometryN(i) instanceof Polygon part && meanWidthMetres(part) >= MIN_WIDTH_METRES) {
                double area = GroundArea.squareMetres(part);
                total += area;
                if (area > largest) {
                    largest = area;
                    place = part.getInteriorPoint().getCoordinate();
                }
            }
        }
        if (place != null) {
            issues.add(new DataIssue(
                    input,
                    null,
                    a.code(),
                    "geometry",
                    b.code(),
                    IssueKind.WARD_OVERLAP,
                    Effect.WARNING,
                    "Wards " + a.code() + " and " + b.code() + " both cover " + GroundArea.text(total)
                            + "; households there count in " + a.code()
                            + ", accepted without a warning are wards that share edges only",
                    place.x,
                    place.y));
        }
    }

    private List<DataIssue> gaps() {
        STRtree tree = new STRtree();
        for (Ward ward : wards) {
            tree.insert(ward.geometry().getEnvelopeInternal(), ward);
        }
        tree.build();
        List<DataIssue> issues = new ArrayList<>();
        for (Polygon face :
                UncoveredGround.enclosedBy(wards.stream().map(Ward::geometry).toList())) {
            double area = GroundArea.squareMetres(face);
            double width = meanWidthMetres(face);
            if (width >= MIN_WIDTH_METRES && (area < MAX_GAP_SQUARE_METRES || width < MAX_GAP_WIDTH_METRES)) {
                issues.add(gap(face, area, tree));
            }
        }
        return issues;
    }

    private DataIssue gap(Polygon face, double area, STRtree tree) {
        List<?> near = tree.query(face.getEnvelopeInternal());
        List<String> neighbours = near.stream()
                .map(Ward.class::cast)
                .filter(w -> w.geometry().intersects(face))
                .map(Ward::code)
                .sorted(CodePointOrder.INSTANCE)
                .toList();
        String named = neighbours.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        Coordinate place = face.getInteriorPoint().getCoordinate();
        return new DataIssue(
                input,
                0L,
                null,
                "geometry",
                named,
                IssueKind.WARD_GAP,
                Effect.WARNING,
                "No ward covers " + GroundArea.text(area) + " between wards " + named
                        + (neighbours.size() > MAX_NAMED ? " …" : "")
                        + "; households there are outside, accepted without a warning are wards that share edges",
                place.x,
                place.y);
    }

    private static double meanWidthMetres(Polygon polygon) {
        double perimeter = lengthMetres(polygon.getExteriorRing().getCoordinates());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            perimeter += lengthMetres(polygon.getInteriorRingN(i).getCoordinates());
        }
        return perimeter == 0 ? 0 : 2 * GroundArea.squareMetres(polygon) / perimeter;
    }

    /** Within half a percent, which is enough to tell a sliver from a lake. */
    private static double lengthMetres(Coordinate[] line) {
        double metresPerDegree = 111_320;
        double length = 0;
        for (int i = 1; i < line.length; i++) {
            double shrink = Math.cos(Math.toRadians((line[i].y + line[i - 1].y) / 2));
            length += metresPerDegree * Math.hypot((line[i].x - line[i - 1].x) * shrink, line[i].y - line[i - 1].y);
        }
        return length;
    }
}
