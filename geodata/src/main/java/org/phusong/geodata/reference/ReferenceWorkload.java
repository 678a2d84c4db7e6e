package org.phusong.geodata.reference;

import java.util.ArrayList;
import java.util.List;
import org.phusong.geodata.claim.ClaimClass;

/** A reference workload: its cities, their layers and its households. Immutable. */
public final class ReferenceWorkload {

    private static final int COLUMNS = 12;
    private static final int ROWS = 14;
    // 21 cities of 56 wards and 39 of 55 make a nation of 3,321.
    private static final int LARGER_CITIES = 21;

    private final List<ReferenceCity> cities = new ArrayList<>();
    private final List<CityFrame> frames = new ArrayList<>();
    private final int wards;
    private final long seed;

    private ReferenceWorkload(ReferenceVariant variant, long seed, double scale) {
        this.seed = seed;
        int firstWard = 1;
        for (int number = 0; number < variant.cities(); number++) {
            double size = variant.size() * scale;
            CityFrame frame = CityFrame.of(number, size, seed);
            int columns = COLUMNS;
            int rows = ROWS;
            if (variant == ReferenceVariant.NATION) {
                columns = number < LARGER_CITIES ? 7 : 5;
                rows = number < LARGER_CITIES ? 8 : 11;
            }
            columns = scaled(columns, scale);
            rows = scaled(rows, scale);
            cities.add(new ReferenceCity(variant, frame, size, new WardGrid(frame, columns, rows), firstWard));
            frames.add(frame);
            firstWard += columns * rows;
        }
        this.wards = firstWard - 1;
    }

    private static int scaled(int count, double scale) {
        return Math.max(1, (int) Math.rint(count * Math.sqrt(scale)));
    }

    /** The workload of a variant and a seed. */
    public static ReferenceWorkload of(ReferenceVariant variant, long seed) {
        return of(variant, seed, 1);
    }

    /**
     * A workload of another size.
     *
     * @param scale of the area and of all counts but that of the households; above 0 and at most 1
     */
    public static ReferenceWorkload of(ReferenceVariant variant, long seed, double scale) {
        if (!(scale > 0 && scale <= 1)) {
            throw new IllegalArgumentException("scale must be above 0 and at most 1: " + scale);
        }
        return new ReferenceWorkload(variant, seed, scale);
    }

    /** The class of each of the 24 layers, four operators in each of six services; the same for every city. */
    public static List<ClaimClass> classes() {
        return ReferenceService.layers().stream()
                .map(ReferenceService.Layer::attributes)
                .toList();
    }

    /** The cities; a nation's layers need not be in memory all at once. */
    public List<ReferenceCity> cities() {
        return List.copyOf(cities);
    }

    /** Wards of all cities. */
    public int wards() {
        return wards;
    }

    /** So many households, spread evenly over the cities. */
    public ReferenceHouseholds households(int count) {
        return new ReferenceHouseholds(frames, count, seed);
    }
}
