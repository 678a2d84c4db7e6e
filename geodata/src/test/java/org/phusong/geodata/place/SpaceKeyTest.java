package org.phusong.geodata.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpaceKeyTest {

    /** The defining property of the curve: steps of one along it are steps of one on the ground, and no cell is left out. */
    @Test
    void consecutiveKeysAreNeighbouringCells() {
        Map<Long, long[]> cellByKey = new TreeMap<>();
        for (long x = 0; x < 64; x++) {
            for (long y = 0; y < 64; y++) {
                cellByKey.put(SpaceKey.hilbert(x, y), new long[] {x, y});
            }
        }
        // The 64 x 64 cells at the curve's beginning are its first 4,096 keys.
        assertThat(cellByKey.keySet()).hasSize(64 * 64).startsWith(0L).endsWith(64L * 64 - 1);
        long[] before = null;
        for (long[] cell : cellByKey.values()) {
            if (before != null) {
                assertThat(Math.abs(cell[0] - before[0]) + Math.abs(cell[1] - before[1]))
                        .isEqualTo(1);
            }
            before = cell;
        }
    }

    @Test
    void cornersOfTheEarthHaveKeysInRange() {
        for (double lon : new double[] {-180, 0, 180}) {
            for (double lat : new double[] {-90, 0, 90}) {
                assertThat(SpaceKey.of(lon, lat)).isBetween(0L, (1L << SpaceKey.BITS) - 1);
            }
        }
    }
}
