package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CoverageIndexTest {

    /** Two wards that share the edge x = 1, a claim with a hole over both. */
    @Test
    void edgesCornersAndHolesOfASmallPlace() {
        SlowTwin place = new SlowTwin();
        place.addWard(wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))"));
        place.addWard(wkt("POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))"));
        place.addClaim(
                3,
                wkt("POLYGON ((0.25 0.25, 1.75 0.25, 1.75 0.75, 0.25 0.75, 0.25 0.25),"
                        + " (0.9 0.4, 1.1 0.4, 1.1 0.6, 0.9 0.6, 0.9 0.4))"));
        Lookup lookup = place.index(4).lookup();

        assertAnswer(lookup, 0.5, 0.5, 0, true); // inside both
        assertAnswer(lookup, 1, 0.3, 0, true); // on the shared edge: the smaller ward
        assertAnswer(lookup, 1, 0.5, 0, false); // in the hole
        assertAnswer(lookup, 0.9, 0.5, 0, true); // on the hole's edge: the boundary belongs to the claim
        assertAnswer(lookup, 1.1, 0.6, 1, true); // on the hole's corner
        assertAnswer(lookup, 2, 1, 1, false); // on a ward's corner
        assertAnswer(lookup, 1, 0, 0, false); // on a corner that both wards have
        assertAnswer(lookup, 1.75, 0.75, 1, true); // on the claim's corner
        assertAnswer(lookup, 2.0000000001, 0.5, -1, false); // just outside
        assertAnswer(lookup, -50, 80, -1, false); // far outside
        assertAnswer(lookup, Double.NaN, 0.5, -1, false);
    }

    private static void assertAnswer(Lookup lookup, double x, double y, int ward, boolean covered) {
        int answer = lookup.answerAt(x, y);
        assertThat(lookup.wardOf(answer)).as("ward at %s %s", x, y).isEqualTo(ward);
        long[] classes = new long[1];
        lookup.classesOf(answer, classes);
        assertThat(classes).as("classes at %s %s", x, y).containsExactly(covered ? 1L << 3 : 0L);
    }

    /** Polygons of one class may overlap: even-odd parity of their union would leave the overlap out. */
    @Test
    void overlapOfTwoPolygonsOfOneClassIsCovered() {
        SlowTwin place = new SlowTwin();
        place.addClaim(0, wkt("POLYGON ((0 0, 2 0, 2 2, 0 2, 0 0))"));
        place.addClaim(0, wkt("POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))"));
        Lookup lookup = place.index(1).lookup();
        assertThat(lookup.answerAt(1.5, 1.5)).isEqualTo(lookup.answerOf(-1, new long[] {1}));
    }

    @Test
    void anEmptyIndexKnowsNothing() {
        Lookup lookup = new CoverageIndexBuilder(0, 0).build().lookup();
        int answer = lookup.answerAt(0.5, 0.5);
        assertThat(lookup.wardOf(answer)).isEqualTo(-1);
        assertThat(answer).isEqualTo(lookup.answerOf(-1, new long[0]));
    }

    @Test
    void metresAreRefused() {
        CoverageIndexBuilder builder = new CoverageIndexBuilder(1, 0);
        builder.addWard(0, wkt("POLYGON ((500000 0, 600000 0, 600000 100000, 500000 0))"));
        assertThatThrownBy(builder::build).hasMessageContaining("no degrees").hasMessageContaining("500000.0");
    }

    /** Ragged, nested, touching and sliver polygons; points at random, on vertices, on edges, next to both, and on grid lines. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sameAsJtsOnRaggedStacks(long seed) {
        Random random = new Random(seed);
        SlowTwin place = new SlowTwin();
        double x0 = random.nextDouble() * 300 - 150;
        double y0 = random.nextDouble() * 140 - 70;
        double extent = Math.pow(10, -random.nextInt(4));
        // Wards: a ragged checkerboard is too tame; overlapping stars test the tie as well.
        for (int i = 0; i < 5; i++) {
            place.addWard(Shapes.star(random, x0, y0, extent, 40));
        }
        int classes = seed == 1 ? 130 : 12;
        for (int i = 0; i < 60; i++) {
            int classId = random.nextInt(classes);
            Geometry area = random.nextInt(4) == 0
                    ? Shapes.sliver(random, x0, y0, extent)
                    : Shapes.star(random, x0, y0, extent, 3 + random.nextInt(300));
            place.addClaim(classId, area);
        }
        // Two that touch along a shared ragged edge, and one that repeats another.
        Geometry shared = Shapes.star(random, x0, y0, extent, 50);
        place.addClaim(0, shared);
        place.addClaim(1, shared.copy());
        CoverageIndex index = place.index(classes);
        assertThat(place.differences(index, points(random, index, x0, y0, extent)))
                .isEmpty();
    }

    /** Many claims over one area have the same edges; splitting cells along them would cost gigabytes. */
    @Test
    void manyClaimsOverOneAreaStaySmall() {
        Random random = new Random(7);
        SlowTwin place = new SlowTwin();
        Geometry area = wkt("POLYGON ((106 10, 107 10.1, 107 11, 106 11, 106 10))");
        place.addWard(area.copy());
        for (int i = 0; i < 130; i++) {
            place.addClaim(i, area.copy());
        }
        CoverageIndex index = place.index(130);
        // The finest cells, 65,536 a degree, would take 4 edges x 65,536 x 131 entries of 4 bytes: 137 MB.
        assertThat(index.bytes()).isLessThan(5_000_000);
        assertThat(place.differences(index, points(random, index, 106, 10, 1))).isEmpty();
    }

    private static List<Coordinate> points(Random random, CoverageIndex index, double x0, double y0, double extent) {
        List<Coordinate> points = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            points.add(new Coordinate(
                    x0 + (random.nextDouble() * 1.4 - 0.2) * extent, y0 + (random.nextDouble() * 1.4 - 0.2) * extent));
        }
        Grid grid = index.grid;
        for (int i = 0; i < 150; i++) {
            int e = 2 * random.nextInt(index.vertexCount() - 1);
            double ax = index.vertices[e];
            double ay = index.vertices[e + 1];
            double bx = index.vertices[e + 2];
            double by = index.vertices[e + 3];
            points.add(new Coordinate(ax, ay));
            points.add(new Coordinate(Math.nextUp(bx), by));
            points.add(new Coordinate(bx, Math.nextDown(by)));
            double t = random.nextDouble();
            points.add(new Coordinate(ax + t * (bx - ax), ay + t * (by - ay)));
            points.add(new Coordinate((ax + bx) / 2, (ay + by) / 2));
            // On the lines of the finest grid, and where they cross.
            double lineX = grid.originX() + Math.rint((ax - grid.originX()) / grid.finestSize()) * grid.finestSize();
            double lineY = grid.originY() + Math.rint((ay - grid.originY()) / grid.finestSize()) * grid.finestSize();
            points.add(new Coordinate(lineX, ay));
            points.add(new Coordinate(Math.nextDown(lineX), ay));
            points.add(new Coordinate(ax, lineY));
            points.add(new Coordinate(ax, Math.nextDown(lineY)));
            points.add(new Coordinate(lineX, lineY));
        }
        return points;
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
