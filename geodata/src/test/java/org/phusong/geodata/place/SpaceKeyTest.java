package org.phusong.geodata.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
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

    /** The table descends four levels at a time; its twin goes one by one, turning the coordinates themselves. */
    @Test
    void theTableAgreesWithTheCurveLevelByLevel() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            long x = random.nextLong() >>> (64 - SpaceKey.BITS_PER_AXIS);
            long y = random.nextLong() >>> (64 - SpaceKey.BITS_PER_AXIS);
            assertThat(SpaceKey.hilbert(x, y)).isEqualTo(levelByLevel(x, y));
        }
    }

    private static long levelByLevel(long column, long row) {
        long x = column;
        long y = row;
        long key = 0;
        for (long side = 1L << (SpaceKey.BITS_PER_AXIS - 1); side > 0; side >>= 1) {
            long right = (x & side) != 0 ? 1 : 0;
            long upper = (y & side) != 0 ? 1 : 0;
            key = (key << 2) | ((3 * right) ^ upper);
            if (upper == 0) {
                long turned = right == 1 ? ~x : x;
                x = right == 1 ? ~y : y;
                y = turned;
            }
        }
        return key;
    }
}
