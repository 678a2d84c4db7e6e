package org.phusong.geodata.sample;

import java.util.BitSet;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Wards where an operator offers nothing, so that maps of one operator show holes the size of a ward. */
final class Absences {

    private static final int REACH_PIXELS = 2;

    private final WardRaster raster;
    private final Noise noise;

    Absences(WardRaster raster) {
        this.raster = raster;
        this.noise = new Noise(raster.region().seed()).named("absences");
    }

    /** Indexes of the wards that an operator is missing from; one ward at least for the last two, where there are two. */
    Set<Integer> wardsWithout(SampleOperator operator) {
        return switch (operator) {
            case SONG_XANH, GIO_BIEN -> Set.of();
            case CANH_DIEU -> chosen(0.05, 1);
            case HAI_DANG -> chosen(0.10, 2);
        };
    }

    /** Indexes of the wards without NR from anyone. */
    Set<Integer> wardsWithoutNr() {
        return chosen(0.05, 3);
    }

    /** The pixels of some wards and those around them, so that no household of theirs is reached across the edge. */
    BitSet pixelsOf(Set<Integer> wards) {
        PixelGrid grid = raster.grid();
        BitSet pixels = new BitSet(grid.size());
        for (int pixel = 0; !wards.isEmpty() && pixel < grid.size(); pixel++) {
            if (wards.contains(raster.ward(pixel))) {
                int column = grid.column(pixel);
                int from = Math.max(0, column - REACH_PIXELS);
                int until = Math.min(grid.columns(), column + REACH_PIXELS + 1);
                for (int row = grid.row(pixel) - REACH_PIXELS; row <= grid.row(pixel) + REACH_PIXELS; row++) {
                    if (row >= 0 && row < grid.rows()) {
                        pixels.set(row * grid.columns() + from, row * grid.columns() + until);
                    }
                }
            }
        }
        return pixels;
    }

    private Set<Integer> chosen(double share, int purpose) {
        double[] weights = raster.region().weightArray();
        int[] populated =
                IntStream.range(0, weights.length).filter(w -> weights[w] > 0).toArray();
        // A lone ward keeps its operators.
        long count = populated.length < 2 ? 0 : (long) Math.ceil(share * populated.length);
        return IntStream.of(populated)
                .boxed()
                .sorted(Comparator.comparingDouble(w -> noise.uniform(w, purpose)))
                .limit(count)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
