package org.phusong.jobs.bench;

import java.io.Serializable;

/** Households per ward and layer, and of each ward in all; one more row for those outside every ward. Not thread-safe. */
final class WardLayerCounts implements Serializable {

    private static final long serialVersionUID = 1;

    private final int wards;
    private final int layers;
    // (wards + 1) rows of 1 + layers: all households of the ward, then those that each layer reaches.
    private final long[] cells;

    WardLayerCounts(int wards, int layers) {
        this.wards = wards;
        this.layers = layers;
        this.cells = new long[(wards + 1) * (1 + layers)];
    }

    /**
     * Adds households.
     *
     * @param ward number of the ward; -1 outside
     * @param reached bit of each layer that reaches them
     */
    void add(int ward, long reached, long households) {
        int row = (ward < 0 ? wards : ward) * (1 + layers);
        cells[row] += households;
        for (long left = reached; left != 0; left &= left - 1) {
            cells[row + 1 + Long.numberOfTrailingZeros(left)] += households;
        }
    }

    /** Adds households of a ward that a layer reaches and that are counted in it already. */
    void addReached(int ward, int layer, long households) {
        cells[ward * (1 + layers) + 1 + layer] += households;
    }

    /** A copy of the row of those outside, all else 0. */
    WardLayerCounts outsideOnly() {
        WardLayerCounts counts = new WardLayerCounts(wards, layers);
        int from = wards * (1 + layers);
        System.arraycopy(cells, from, counts.cells, from, 1 + layers);
        return counts;
    }

    /** Adds households that no layer reaches, outside, up to a number of all. */
    void fillUp(long households) {
        add(-1, 0, households - total());
    }

    void add(WardLayerCounts other) {
        for (int i = 0; i < cells.length; i++) {
            cells[i] += other.cells[i];
        }
    }

    /** Households counted. */
    long total() {
        long sum = 0;
        for (int row = 0; row <= wards; row++) {
            sum += cells[row * (1 + layers)];
        }
        return sum;
    }

    /** How many cells differ. */
    long mismatches(WardLayerCounts other) {
        if (other.wards != wards || other.layers != layers) {
            throw new IllegalArgumentException("Counts of another workload");
        }
        long differing = 0;
        for (int i = 0; i < cells.length; i++) {
            differing += cells[i] == other.cells[i] ? 0 : 1;
        }
        return differing;
    }
}
