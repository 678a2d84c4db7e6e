package org.phusong.geodata.place;

/**
 * The place of a point along a Hilbert curve over the whole earth: points that are near in the order are near on the ground.
 *
 * <p>Files of households are stored in this order, so that a box touches few row groups and a pass over them touches few cells of the
 * index at a time. Algorithm: J. Skilling, <em>Programming the Hilbert curve</em>, AIP Conference Proceedings 707 (2004), in two
 * dimensions.
 */
public final class SpaceKey {

    /** Bits a coordinate: a cell is 360 / 2^26 = 5.4e-6 degrees wide, about 0.6 m at the equator. */
    public static final int BITS_PER_AXIS = 26;

    /** Bits of a key; keys are 0 (inclusive) to 2^52 (exclusive). */
    public static final int BITS = 2 * BITS_PER_AXIS;

    private static final double CELLS_PER_DEGREE = (1L << BITS_PER_AXIS) / 360.0;

    private SpaceKey() {}

    /**
     * The key of a point.
     *
     * @param lon degrees, -180 to 180
     * @param lat degrees, -90 to 90
     */
    public static long of(double lon, double lat) {
        return hilbert(cell(lon + 180), cell(lat + 90));
    }

    private static long cell(double degrees) {
        long cell = (long) (degrees * CELLS_PER_DEGREE);
        return Math.min(Math.max(cell, 0), (1L << BITS_PER_AXIS) - 1);
    }

    /** Distance along the curve of the cell in column {@code x} and row {@code y}. */
    static long hilbert(long x, long y) {
        long key = 0;
        for (long side = 1L << (BITS_PER_AXIS - 1); side > 0; side >>= 1) {
            long right = (x & side) != 0 ? 1 : 0;
            long upper = (y & side) != 0 ? 1 : 0;
            key = (key << 2) | ((3 * right) ^ upper);
            // Turn the quadrant so that the curve inside it starts where the last one ended.
            if (upper == 0) {
                if (right == 1) {
                    x = ~x;
                    y = ~y;
                }
                long swap = x;
                x = y;
                y = swap;
            }
        }
        return key;
    }
}
