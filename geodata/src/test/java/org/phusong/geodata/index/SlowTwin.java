package org.phusong.geodata.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** What the index must say, found with JTS {@code covers} on every polygon. */
final class SlowTwin {

    private final GeometryFactory factory = new GeometryFactory();
    private final List<Geometry> wards = new ArrayList<>();
    private final List<Geometry> areas = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();

    void addWard(Geometry area) {
        wards.add(area);
    }

    void addClaim(int classId, Geometry area) {
        areas.add(area);
        classes.add(classId);
    }

    CoverageIndex index(int classCount) {
        CoverageIndexBuilder builder = new CoverageIndexBuilder(wards.size(), classCount);
        for (int i = 0; i < wards.size(); i++) {
            builder.addWard(i, wards.get(i));
        }
        for (int i = 0; i < areas.size(); i++) {
            builder.addClaim(classes.get(i), areas.get(i));
        }
        return builder.build();
    }

    int ward(double x, double y) {
        Point point = factory.createPoint(new Coordinate(x, y));
        for (int i = 0; i < wards.size(); i++) {
            if (wards.get(i).covers(point)) {
                return i;
            }
        }
        return -1;
    }

    BitSet classes(double x, double y) {
        Point point = factory.createPoint(new Coordinate(x, y));
        BitSet found = new BitSet();
        for (int i = 0; i < areas.size(); i++) {
            if (!found.get(classes.get(i)) && areas.get(i).covers(point)) {
                found.set(classes.get(i));
            }
        }
        return found;
    }

    /** A line for each point where the index says something else. */
    List<String> differences(CoverageIndex index, List<Coordinate> points) {
        Lookup lookup = index.lookup();
        long[] classes = new long[index.words()];
        List<String> differences = new ArrayList<>();
        for (Coordinate p : points) {
            int answer = lookup.answerAt(p.x, p.y);
            lookup.classesOf(answer, classes);
            int ward = ward(p.x, p.y);
            BitSet expected = classes(p.x, p.y);
            BitSet found = BitSet.valueOf(classes);
            if (lookup.wardOf(answer) != ward || !found.equals(expected)) {
                differences.add("at " + p.x + " " + p.y + ": ward " + lookup.wardOf(answer) + " for " + ward
                        + ", classes " + found + " for " + expected);
            }
        }
        return differences;
    }
}
