package org.phusong.geodata.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The order in which to look up a batch of points: by root cell, if they do not lie in an order of space already. For one thread. */
final class SpaceOrder {

    /** Fewer points than this are looked up as they come. */
    private static final int MIN_POINTS = 1 << 15;

    /** A batch is in order when at most one in so many points lies far from the one before. */
    private static final int FAR_SHARE = 8;

    private final Grid grid;
    private final double perCell;
    private int[] starts = {};
    private int[] cells = {};
    private int[] places = {};

    SpaceOrder(Grid grid) {
        this.grid = grid;
        this.perCell = 1 / grid.rootSize();
    }

    /** Points in the order in which to look them up; null when they are to stay as they are. Overwritten by the next call. */
    int @Nullable [] places(double[] xs, double[] ys, int count) {
        int cellCount = grid.columns() * grid.rows();
        if (count < MIN_POINTS || count < cellCount / 4 || isOrdered(xs, ys, count)) {
            return null;
        }
        if (cells.length < count) {
            cells = new int[count];
            places = new int[count];
        }
        if (starts.length == 0) {
            starts = new int[cellCount + 1];
        }
        Arrays.fill(starts, 0);
        for (int i = 0; i < count; i++) {
            int cell = row(ys[i]) * grid.columns() + column(xs[i]);
            cells[i] = cell;
            starts[cell + 1]++;
        }
        for (int cell = 0; cell < cellCount; cell++) {
            starts[cell + 1] += starts[cell];
        }
        for (int i = 0; i < count; i++) {
            places[starts[cells[i]]++] = i;
        }
        return places;
    }

    private boolean isOrdered(double[] xs, double[] ys, int count) {
        int step = Math.max(count / 4096, 2);
        int pairs = 0;
        int far = 0;
        for (int i = 1; i < count; i += step) {
            pairs++;
            if (Math.abs(row(ys[i]) - row(ys[i - 1])) + Math.abs(column(xs[i]) - column(xs[i - 1])) > 2) {
                far++;
            }
        }
        return far * FAR_SHARE <= pairs;
    }

    // What is outside goes to some cell at the side: this is only an order.

    private int column(double x) {
        return (int) Math.min(Math.max((x - grid.originX()) * perCell, 0), grid.columns() - 1);
    }

    private int row(double y) {
        return (int) Math.min(Math.max((y - grid.originY()) * perCell, 0), grid.rows() - 1);
    }
}
