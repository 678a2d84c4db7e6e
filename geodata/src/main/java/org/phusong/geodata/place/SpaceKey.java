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

    /** Levels of the curve that one look into the table descends. */
    private static final int STEP = 4;

    private static final int STEPS = (BITS_PER_AXIS + STEP - 1) / STEP;
    private static final int MASK = (1 << STEP) - 1;
    private static final int SWAPPED = 1;
    private static final int INVERTED = 2;
    private static final short[] TABLE = table();
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
        int turn = 0;
        // Seven steps of four levels are 28 levels; the two above the first of 26 are the origin's, and turn nothing on
        // the whole.
        for (int shift = STEP * (STEPS - 1); shift >= 0; shift -= STEP) {
            int column = (int) (x >> shift) & MASK;
            int row = (int) (y >> shift) & MASK;
            int entry = TABLE[(turn << (2 * STEP)) | (column << STEP) | row];
            key = (key << (2 * STEP)) | (entry >> 2);
            turn = entry & 3;
        }
        return key;
    }

    /** What four levels add to the key, and the turn that they leave behind, for each turn that they begin with. */
    private static short[] table() {
        short[] table = new short[4 << (2 * STEP)];
        for (int at = 0; at < table.length; at++) {
            int turn = at >> (2 * STEP);
            int key = 0;
            for (int side = 1 << (STEP - 1); side > 0; side >>= 1) {
                boolean swapped = (turn & SWAPPED) != 0;
                boolean inverted = (turn & INVERTED) != 0;
                boolean column = ((at >> STEP) & side) != 0;
                boolean row = (at & side) != 0;
                boolean right = (swapped ? row : column) != inverted;
                boolean upper = (swapped ? column : row) != inverted;
                key = (key << 2) | ((right ? 3 : 0) ^ (upper ? 1 : 0));
                // Turn the quadrant so that the curve inside it starts where the last one ended.
                if (!upper) {
                    turn ^= right ? SWAPPED | INVERTED : SWAPPED;
                }
            }
            table[at] = (short) ((key << 2) | turn);
        }
        return table;
    }
}
