package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceVariant;
import org.phusong.geodata.reference.ReferenceWorkload;

/** A million points in all, each as JTS says. */
class MillionPointsTest {

    /** Wards with common ragged sides, traced areas with holes, overlapping blobs: a hundredth of the reference city. */
    @Test
    void aReferenceCity() {
        ReferenceCity city =
                ReferenceWorkload.of(ReferenceVariant.CITY, 7, 0.01).cities().get(0);
        List<Ward> wards = city.wards();
        FastTwin twin = new FastTwin(wards.size(), 24);
        for (int i = 0; i < wards.size(); i++) {
            twin.addWard(i, wards.get(i).geometry());
        }
        for (int i = 0; i < 24; i++) {
            for (Geometry area : city.layers().get(i).polygons()) {
                twin.addClaim(i, area);
            }
        }
        assertSame(twin, 500_000);
    }

    /** Areas inside areas inside areas, of few classes, with holes; wards that overlap; all on the other side of the earth. */
    @Test
    void nestedAreas() {
        Random random = new Random(11);
        FastTwin twin = new FastTwin(8, 70);
        for (int i = 0; i < 8; i++) {
            twin.addWard(i, Shapes.star(random, -75, -45, 1, 200));
        }
        for (int i = 0; i < 200; i++) {
            Geometry area = Shapes.ring(random, -75, -45, 1.0 / (1 + i), 40 + i);
            twin.addClaim(i % 3 == 0 ? 69 : i % 10, area);
        }
        assertSame(twin, 150_000);
    }

    /** Triangles a thousand times longer than wide, across each other and across many cells. */
    @Test
    void slivers() {
        Random random = new Random(12);
        FastTwin twin = new FastTwin(1, 12);
        twin.addWard(0, Shapes.star(random, 106, 10, 0.01, 30));
        for (int i = 0; i < 300; i++) {
            twin.addClaim(i % 12, Shapes.sliver(random, 106, 10, 0.01));
        }
        assertSame(twin, 150_000);
    }

    /** Two hundred times the same area, and its neighbour with the same side. */
    @Test
    void coincidingAreas() {
        Random random = new Random(13);
        FastTwin twin = new FastTwin(2, 200);
        Geometry left = Shapes.ragged(new Random(5), 0.001, 0.001, true);
        Geometry right = Shapes.ragged(new Random(5), 0.001, 0.001, false);
        twin.addWard(1, left);
        twin.addWard(0, right);
        for (int i = 0; i < 200; i++) {
            twin.addClaim(random.nextInt(200), random.nextBoolean() ? left : right);
        }
        assertSame(twin, 50_000);
    }

    private static void assertSame(FastTwin twin, int count) {
        CoverageIndex index = twin.index();
        Lookup lookup = index.lookup();
        assertSame(index, lookup, count, (points, i) -> twin.answerAt(lookup, points.xs[i], points.ys[i]));
    }

    private interface Expected {
        int answerAt(ProbePoints points, int i);
    }

    private static void assertSame(CoverageIndex index, Lookup lookup, int count, Expected expected) {
        ProbePoints points = new ProbePoints(new Random(count), index, count);
        int[] answers = new int[count];
        lookup.answersAt(points.xs, points.ys, count, answers);
        List<String> differences = new ArrayList<>();
        IntUnaryOperator single = i -> lookup.answerAt(points.xs[i], points.ys[i]);
        for (int i = 0; i < count && differences.size() < 10; i++) {
            int answer = expected.answerAt(points, i);
            if (answers[i] != answer || single.applyAsInt(i) != answer) {
                differences.add("point " + i + " at " + points.xs[i] + " " + points.ys[i]);
            }
        }
        assertThat(differences).isEmpty();
    }

    /**
     * One polygon of ten million vertices: a ragged chain from west to east over a straight side. The chain runs on in x, so one edge
     * decides about a point, and it is found by its number.
     */
    @Test
    void tenMillionVertices() {
        int count = 10_000_000;
        double west = 105;
        double step = 0x1p-22;
        double south = 10;
        Random random = new Random(14);
        double[] v = new double[2 * (count + 3)];
        for (int i = 0; i < count; i++) {
            v[2 * i] = west + i * step;
            v[2 * i + 1] = south + 0.5 + 0x1p-20 * random.nextDouble();
        }
        double east = v[2 * count - 2];
        double[] end = {east, south, west, south, v[0], v[1]};
        System.arraycopy(end, 0, v, 2 * count, 6);
        GeometryFactory factory = new GeometryFactory();
        CoverageIndexBuilder builder = new CoverageIndexBuilder(0, 1);
        builder.addClaim(
                0, factory.createPolygon(factory.createLinearRing(new PackedCoordinateSequence.Double(v, 2, 0))));
        CoverageIndex index = builder.build();
        Lookup lookup = index.lookup();
        int none = lookup.answerOf(-1, new long[] {0});
        int covered = lookup.answerOf(-1, new long[] {1});
        assertSame(index, lookup, 150_000, (points, i) -> {
            double x = points.xs[i];
            double y = points.ys[i];
            if (!(x >= west && x <= east && y >= south)) {
                return none;
            }
            int edge = Math.min((int) ((x - west) / step), count - 2);
            int side = CGAlgorithmsDD.orientationIndex(
                    v[2 * edge], v[2 * edge + 1], v[2 * edge + 2], v[2 * edge + 3], x, y);
            // At its west end an edge still meets the vertical below a vertex, as the one before does.
            return side <= 0 ? covered : none;
        });
    }

    /** The same bytes whatever the number of threads. */
    @Test
    void theSameWhateverTheThreads() {
        CoverageIndex one = smallStack(1);
        CoverageIndex many = smallStack(5);
        assertThat(Arrays.equals(one.root, many.root)).isTrue();
        assertThat(Arrays.equals(one.nodes, many.nodes)).isTrue();
        assertThat(Arrays.equals(one.leaves, many.leaves)).isTrue();
        assertThat(Arrays.equals(one.leafEdges, many.leafEdges)).isTrue();
        assertThat(Arrays.equals(one.answerWards, many.answerWards)).isTrue();
        assertThat(Arrays.equals(one.answerClasses, many.answerClasses)).isTrue();
        assertThat(one.leaves.length).isGreaterThan(10_000);
    }

    private static CoverageIndex smallStack(int threads) {
        Random random = new Random(15);
        CoverageIndexBuilder builder = new CoverageIndexBuilder(5, 20);
        for (int i = 0; i < 60; i++) {
            builder.addClaim(i % 20, Shapes.star(random, 105, 10, 0.1, 300));
        }
        for (int i = 0; i < 5; i++) {
            builder.addWard(i, Shapes.star(random, 105, 10, 0.1, 300));
        }
        return builder.build(threads);
    }
}
