package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Location;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Ward;

/**
 * How many households go into which cell of the space-filling order, ward by ward. Immutable once built.
 *
 * <p>A cell is an aligned square of the curve, so that all its keys come after those of the cells before it: households generated cell
 * by cell and sorted inside each are in order all over.
 */
final class HouseholdCells {

    /** Places looked at in a cell along each axis, to weigh it. */
    static final int SAMPLES = 4;

    // About 150 m; a larger region takes larger cells, so that its cells fit in memory.
    private static final int FINEST_LEVEL = 8;
    private static final long MAX_CELLS = 2_000_000;
    private static final double UNIT_DEGREES = 360.0 / (1L << SpaceKey.BITS_PER_AXIS);

    /**
     * A ward's part of a cell.
     *
     * @param key of the cell along the curve
     * @param column of the cell, from the antimeridian
     * @param row of the cell, from 90 degrees south
     * @param ward index of the ward; -1 outside all of them
     * @param boundary true when a ward's edge may cross the cell
     * @param households to place there
     */
    record Part(long key, long column, long row, int ward, boolean boundary, int households) {}

    private final SampleRegion region;
    private final int level;
    private final List<IndexedPointInAreaLocator> locators = new ArrayList<>();
    private final Set<Long> touched = new HashSet<>();
    private final List<Part> parts = new ArrayList<>();

    /**
     * @param located households to place in each ward
     * @param outside households to place near the wards but in none
     */
    HouseholdCells(SampleRegion region, long[] located, long outside) {
        this.region = region;
        this.level = level(region);
        for (int ward = 0; ward < located.length; ward++) {
            locators.add(new IndexedPointInAreaLocator(region.wards().get(ward).geometry()));
            addWard(ward, located[ward]);
        }
        addOutside(outside);
        parts.sort(Comparator.comparingLong(Part::key).thenComparingInt(Part::ward));
    }

    /** Parts with households, in the order of the curve. */
    List<Part> parts() {
        return parts;
    }

    /** Side of a cell, degrees. */
    double side() {
        return UNIT_DEGREES * (1L << level);
    }

    /** Western edge of a cell, degrees. */
    double west(Part part) {
        return part.column() * side() - 180;
    }

    /** Southern edge of a cell, degrees. */
    double south(Part part) {
        return part.row() * side() - 90;
    }

    /** Key of the cell that holds a place. */
    long key(double lon, double lat) {
        return SpaceKey.of(lon, lat) >>> (2 * level);
    }

    /** True when a household of that part may stand there: in the cell, on habitable ground, in the ward's interior or outside of all. */
    boolean accepts(Part part, double lon, double lat) {
        if (key(lon, lat) != part.key()) {
            return false;
        }
        if (part.ward() < 0) {
            return true;
        }
        return region.density().at(lon, lat) > 0 && (!part.boundary() || isInside(part.ward(), lon, lat));
    }

    /** The place of one of the {@link #SAMPLES} x {@link #SAMPLES} samples of a cell. */
    Coordinate sample(double west, double south, int i) {
        int column = i % SAMPLES;
        int row = i / SAMPLES;
        return new Coordinate(
                Plane.rounded(west + side() * (column + 0.5) / SAMPLES),
                Plane.rounded(south + side() * (row + 0.5) / SAMPLES));
    }

    private boolean isInside(int ward, double lon, double lat) {
        return locators.get(ward).locate(new Coordinate(lon, lat)) == Location.INTERIOR;
    }

    private static int level(SampleRegion region) {
        int level = FINEST_LEVEL;
        double squareDegrees = region.wards().stream()
                .mapToDouble(w -> w.geometry().getEnvelopeInternal().getArea())
                .sum();
        while (squareDegrees / StrictMath.pow(UNIT_DEGREES * (1L << level), 2) > MAX_CELLS) {
            level++;
        }
        return level;
    }

    private void addWard(int index, long households) {
        Ward ward = region.wards().get(index);
        Set<Long> crossed = crossedCells(ward);
        Envelope box = ward.geometry().getEnvelopeInternal();
        List<Part> found = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (long row = cell(box.getMinY() + 90); row <= cell(box.getMaxY() + 90); row++) {
            for (long column = cell(box.getMinX() + 180); column <= cell(box.getMaxX() + 180); column++) {
                double west = column * side() - 180;
                double south = row * side() - 90;
                long key = key(west + side() / 2, south + side() / 2);
                boolean boundary = crossed.contains(key);
                if (!boundary && !isInside(index, west + side() / 2, south + side() / 2)) {
                    continue;
                }
                touched.add(key);
                double weight = weight(index, west, south, boundary);
                if (weight > 0) {
                    found.add(new Part(key, column, row, index, boundary, 0));
                    weights.add(weight);
                }
            }
        }
        if (found.isEmpty() && households > 0) {
            // A ward too small for any sample still has an interior point.
            Coordinate place = ward.geometry().getInteriorPoint().getCoordinate();
            found.add(new Part(key(place.x, place.y), cell(place.x + 180), cell(place.y + 90), index, true, 0));
            weights.add(1.0);
        }
        share(found, weights, households);
    }

    /** Spreads households over the parts of a ward, in the order of the curve. */
    private void share(List<Part> found, List<Double> weights, long households) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingLong(i -> found.get(i).key()));
        double[] inOrder = order.stream().mapToDouble(weights::get).toArray();
        long[] counts = Apportionment.byRunningSum(households, inOrder);
        for (int i = 0; i < counts.length; i++) {
            Part part = found.get(order.get(i));
            if (counts[i] > 0) {
                parts.add(new Part(
                        part.key(),
                        part.column(),
                        part.row(),
                        part.ward(),
                        part.boundary(),
                        Math.toIntExact(counts[i])));
            }
        }
    }

    private double weight(int ward, double west, double south, boolean boundary) {
        double weight = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            Coordinate place = sample(west, south, i);
            if (!boundary || isInside(ward, place.x, place.y)) {
                weight += region.density().at(place.x, place.y);
            }
        }
        return weight;
    }

    /** Cells in the box of an edge of the ward, by key: a cell that is not among them lies wholly inside or wholly outside. */
    private Set<Long> crossedCells(Ward ward) {
        Set<Long> crossed = new HashSet<>();
        ward.geometry().apply((GeometryComponentFilter) part -> {
            if (part instanceof LineString ring) {
                Coordinate[] vertices = ring.getCoordinates();
                for (int i = 1; i < vertices.length; i++) {
                    addCrossed(crossed, new Envelope(vertices[i - 1], vertices[i]));
                }
            }
        });
        return crossed;
    }

    private void addCrossed(Set<Long> crossed, Envelope edge) {
        for (long row = cell(edge.getMinY() + 90); row <= cell(edge.getMaxY() + 90); row++) {
            for (long column = cell(edge.getMinX() + 180); column <= cell(edge.getMaxX() + 180); column++) {
                long key = key((column + 0.5) * side() - 180, (row + 0.5) * side() - 90);
                crossed.add(key);
            }
        }
    }

    private void addOutside(long households) {
        Envelope box = region.box();
        // At least a ring of cells that no ward touches, so that the search below ends.
        box.expandBy(Math.max(box.getWidth() / 20, 4 * side()), Math.max(box.getHeight() / 20, 4 * side()));
        Noise noise = new Noise(region.seed()).named("outside");
        Map<Long, Part> added = new HashMap<>();
        for (long i = 0, tries = 0; i < households; tries++) {
            double lon = box.getMinX() + noise.uniform(tries, 0) * box.getWidth();
            double lat = box.getMinY() + noise.uniform(tries, 1) * box.getHeight();
            long key = key(lon, lat);
            if (GeoPoint.isOnEarth(lon, lat) && !touched.contains(key)) {
                added.merge(
                        key,
                        new Part(key, cell(lon + 180), cell(lat + 90), -1, false, 1),
                        (a, b) -> new Part(key, a.column(), a.row(), -1, false, a.households() + 1));
                i++;
            }
        }
        parts.addAll(added.values());
    }

    private long cell(double degrees) {
        return (long) Math.floor(degrees / UNIT_DEGREES) >> level;
    }
}
