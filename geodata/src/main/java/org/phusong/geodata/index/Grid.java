package org.phusong.geodata.index;

import java.io.Serializable;

/**
 * The cells of an index: root cells of equal size, each split four by four down to {@code levels} times.
 *
 * <p>A position is counted in <em>units</em> from the south-west corner; the finest cell is 2^{@value #LOCAL_BITS} units wide. All sizes
 * are powers of two and the origin is a multiple of 2^-31 degrees, so every grid line is a double without rounding. {@link #unitsX} and
 * {@link #unitsY} may round, but never change the order of two coordinates: what they put into one cell lies there, or so little
 * before it that no vertex is between.
 *
 * @param originX west side, degrees
 * @param originY south side, degrees
 * @param rootExponent a root cell is 2^rootExponent degrees wide and high
 * @param levels how often a root cell can be split
 * @param columns root cells from west to east
 * @param rows root cells from south to north
 */
record Grid(double originX, double originY, int rootExponent, int levels, int columns, int rows)
        implements Serializable {

    /** A cell of the finest level is 2^this units wide: so exact are positions in any cell at least. */
    static final int LOCAL_BITS = 14;

    /** Cells are not split below 2^-16 degrees, about 1.7 m: so near each other, edges are as well tested one by one. */
    private static final int FINEST_EXPONENT = -16;

    private static final int MAX_ROOT_CELLS = 1 << 20;
    private static final int EDGES_PER_ROOT_CELL = 24;
    private static final double ORIGIN_STEP = 0x1p-31;

    /** The grid that suits so many edges in that box; {@code attempt} moves its origin. */
    static Grid over(double minX, double minY, double maxX, double maxY, long edges, int attempt) {
        long wanted = Math.min(Math.max(edges / EDGES_PER_ROOT_CELL, 1), MAX_ROOT_CELLS);
        int exponent = FINEST_EXPONENT;
        while (cells(maxX - minX, exponent) * cells(maxY - minY, exponent) > wanted && exponent < 9) {
            exponent++;
        }
        int levels = Math.max((exponent - FINEST_EXPONENT + 1) / 2, 0);
        double size = Math.scalb(1.0, exponent);
        // Odd numbers of steps, another for each attempt, so that round coordinates do not lie on grid lines.
        long steps = 2 * (104_729L * (attempt + 1) % 500_000) + 1;
        double offset = ORIGIN_STEP * steps;
        double originX = Math.floor(minX / size) * size - offset;
        double originY = Math.floor(minY / size) * size - offset;
        return new Grid(originX, originY, exponent, levels, count(maxX - originX, size), count(maxY - originY, size));
    }

    private static double cells(double extent, int exponent) {
        return Math.floor(Math.scalb(extent, -exponent)) + 2;
    }

    private static int count(double extent, double size) {
        return (int) Math.floor(extent / size) + 1;
    }

    /** A root cell is 2^this units wide. */
    int rootShift() {
        return LOCAL_BITS + 2 * levels;
    }

    /** Degrees in a unit. */
    double unit() {
        return Math.scalb(1.0, rootExponent - rootShift());
    }

    double rootSize() {
        return Math.scalb(1.0, rootExponent);
    }

    double finestSize() {
        return Math.scalb(1.0, rootExponent - 2 * levels);
    }

    /** Units from the west side, not yet rounded down. */
    double unitsX(double x) {
        return (x - originX) / unit();
    }

    /** Units from the south side, not yet rounded down. */
    double unitsY(double y) {
        return (y - originY) / unit();
    }

    /** The vertical grid line at so many units; exact. */
    double lineX(long units) {
        return originX + units * unit();
    }

    /** The horizontal grid line at so many units; exact. */
    double lineY(long units) {
        return originY + units * unit();
    }

    /** True when no vertex lies on a horizontal line of the finest level, or so near that {@link #unitsY} cannot tell. */
    boolean isClear(double[] vertices) {
        double perFinest = 1 / finestSize();
        for (int at = 1; at < vertices.length; at += 2) {
            double cells = (vertices[at] - originY) * perFinest;
            if (cells == Math.rint(cells)) {
                return false;
            }
        }
        return true;
    }
}
