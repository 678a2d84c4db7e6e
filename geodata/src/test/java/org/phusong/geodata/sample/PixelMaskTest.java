package org.phusong.geodata.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;

class PixelMaskTest {

    // About 15 x 20 pixels of 50 m.
    private static final PixelGrid GRID = PixelGrid.over(new Envelope(107, 107.006, 9, 9.008), 0);

    @Test
    void aFrameIsOnePolygonWithAHole() {
        // Five by five pixels less the three by three in the middle: 25 - 9 = 16 pixels.
        BitSet pixels = new BitSet();
        for (int i = 0; i < 25; i++) {
            int column = i % 5;
            int row = i / 5;
            if (column == 0 || column == 4 || row == 0 || row == 4) {
                pixels.set((row + 3) * GRID.columns() + column + 3);
            }
        }
        List<Polygon> polygons = new PixelMask(GRID, pixels).polygons();
        assertThat(polygons).hasSize(1);
        assertThat(polygons.get(0).getNumInteriorRing()).isEqualTo(1);
        // Corners are rounded to seven decimals, 2e-4 of a pixel's side. Only corners are kept: four and the closing
        // one a ring.
        assertThat(polygons.get(0).getNumPoints()).isEqualTo(10);
        assertThat(polygons.get(0).getArea()).isCloseTo(16 * pixelArea(), within(0.01 * pixelArea()));
    }

    @Test
    void pixelsThatTouchAtACornerAreJoinedByAThird() {
        BitSet pixels = new BitSet();
        pixels.set(3 * GRID.columns() + 3);
        pixels.set(4 * GRID.columns() + 4);
        List<Polygon> polygons = new PixelMask(GRID, pixels).polygons();
        assertThat(polygons).hasSize(1);
        assertThat(polygons.get(0).getArea()).isCloseTo(3 * pixelArea(), within(0.01 * pixelArea()));
    }

    @Property(tries = 300)
    void anyMaskGivesValidDisjointPolygonsOfItsPixels(
            @ForAll long seed, @ForAll @LongRange(min = 1, max = 9) long tenths) {
        Noise noise = new Noise(seed);
        BitSet wanted = new BitSet();
        for (int pixel = 0; pixel < GRID.size(); pixel++) {
            if (noise.uniform(pixel, 0) < tenths / 10.0) {
                wanted.set(pixel);
            }
        }
        BitSet filled = (BitSet) wanted.clone();
        List<Polygon> polygons = new PixelMask(GRID, filled).polygons();
        assertThat(polygons).allMatch(Polygon::isValid);
        double area = polygons.stream().mapToDouble(Polygon::getArea).sum();
        assertThat(area).isCloseTo(filled.cardinality() * pixelArea(), within(1e-3 * GRID.size() * pixelArea()));
        assertThat(filled.cardinality()).isGreaterThanOrEqualTo(wanted.cardinality());
        if (!polygons.isEmpty()) {
            assertThat(UnaryUnionOp.union(polygons).getArea()).isCloseTo(area, within(1e-9 * area));
        }
    }

    private static double pixelArea() {
        Coordinate a = GRID.place(0, 0);
        Coordinate b = GRID.place(1, 0);
        Coordinate c = GRID.place(0, 1);
        return Math.abs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y));
    }
}
