package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Ward;

/**
 * The households of a sample in the order of {@link SpaceKey}, one cell of about 150 m in memory at a time; the unlocated ones come last.
 *
 * <p>Of {@code n} households one in 10,000 is outside every ward; all others are split over the wards in proportion to their weights by
 * largest remainders. One in 1,000 is unlocated, in some of the wards only. Not thread-safe.
 */
public final class HouseholdStream implements Iterator<SampleHousehold> {

    private static final int TRIES = 64;
    private static final double STREET_METRES = 90;
    private static final double[] SIZE_SHARES = {0.12, 0.33, 0.56, 0.79, 0.91, 0.97};

    // Only a list can serve an unlocated household: lists of connections are where they come from.
    private static final double CONNECTED_SHARE = 0.01;
    private static final double CONNECTED_SHARE_OF_UNLOCATED = 0.4;

    private final SampleRegion region;
    private final long total;
    private final HouseholdCells cells;
    private final long[] unlocated;
    private final Noise noise;
    private final int idDigits;
    private final double metresPerDegreeLon;
    private final List<Coordinate> centres = new ArrayList<>();
    private Iterator<Placed> current = List.<Placed>of().iterator();
    private int nextPart;
    private int unlocatedWard;
    private long given;

    private record Placed(long key, double lon, double lat, int ward, int people, int draw) {}

    /**
     * @param households how many rows, exactly; at least 1
     */
    public HouseholdStream(SampleRegion region, long households) {
        if (households < 1) {
            throw new IllegalArgumentException("A sample needs at least 1 household, not " + households);
        }
        this.region = region;
        this.total = households;
        this.noise = new Noise(region.seed()).named("households");
        this.idDigits = Math.max(7, Long.toString(households).length());
        long outside = households / 10_000;
        long[] inWard = Apportionment.byLargestRemainder(households - outside, region.weightArray());
        unlocated = Apportionment.byLargestRemainder(households / 1_000, poorRegisters(inWard));
        long[] located = new long[inWard.length];
        for (int ward = 0; ward < inWard.length; ward++) {
            located[ward] = inWard[ward] - unlocated[ward];
        }
        this.cells = new HouseholdCells(region, located, outside);
        for (Ward ward : region.wards()) {
            centres.add(ward.geometry().getEnvelopeInternal().centre());
        }
        this.metresPerDegreeLon = Plane.around(0, region.box().centre().y).metresPerDegreeLon();
    }

    /**
     * The wards whose registers lack places, by their households, and 0 for the others: were there unlocated households everywhere, no
     * ward could be seen to serve all.
     */
    private double[] poorRegisters(long[] inWard) {
        List<Integer> order = IntStream.range(0, inWard.length)
                .boxed()
                .sorted(Comparator.comparingDouble(ward -> noise.uniform(ward, -3)))
                .toList();
        double[] poor = new double[inWard.length];
        double all = Arrays.stream(inWard).sum();
        double chosen = 0;
        // A quarter of all households at least, so that each of these wards keeps nearly all of its own located.
        for (int i = 0; i < order.size() && chosen < all / 4; i++) {
            int ward = order.get(i);
            poor[ward] = inWard[ward];
            chosen += inWard[ward];
        }
        return poor;
    }

    @Override
    public boolean hasNext() {
        return given < total;
    }

    @Override
    public SampleHousehold next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All " + total + " households were given");
        }
        while (!current.hasNext() && nextPart < cells.parts().size()) {
            current = nextCell().iterator();
        }
        String number = Long.toString(++given);
        String id = "H" + "0".repeat(idDigits - number.length()) + number;
        if (current.hasNext()) {
            Placed placed = current.next();
            return new SampleHousehold(
                    id,
                    new GeoPoint(placed.lon(), placed.lat()),
                    statedWard(placed.ward(), placed.draw()),
                    quarter(placed),
                    placed.people(),
                    noise.uniform(given, -2) < CONNECTED_SHARE);
        }
        while (unlocated[unlocatedWard] == 0) {
            unlocatedWard++;
        }
        unlocated[unlocatedWard]--;
        String code = region.wards().get(unlocatedWard).code();
        boolean connected = noise.uniform(given, -2) < CONNECTED_SHARE_OF_UNLOCATED;
        return new SampleHousehold(id, null, code, null, people(noise.uniform(given, -1)), connected);
    }

    /** Most rows state their ward; one in 200 leaves it to the map, as registers do. */
    private @Nullable String statedWard(int ward, int draw) {
        return ward < 0 || draw % 200 == 0 ? null : region.wards().get(ward).code();
    }

    /** One of eight sectors around the middle of the ward; missing in one row of 500. */
    private @Nullable String quarter(Placed placed) {
        if (placed.ward() < 0 || placed.draw() % 500 == 1) {
            return null;
        }
        Coordinate centre = centres.get(placed.ward());
        double x = placed.lon() - centre.x;
        double y = placed.lat() - centre.y;
        int sector = (x >= 0 ? 0 : 1) + (y >= 0 ? 0 : 2) + (Math.abs(x) >= Math.abs(y) ? 0 : 4);
        return "Khu phố " + (sector + 1);
    }

    /** All households of the next cell, sorted by their keys. */
    private List<Placed> nextCell() {
        List<HouseholdCells.Part> parts = cells.parts();
        long key = parts.get(nextPart).key();
        List<Placed> placed = new ArrayList<>();
        for (; nextPart < parts.size() && parts.get(nextPart).key() == key; nextPart++) {
            place(parts.get(nextPart), placed);
        }
        placed.sort(Comparator.comparingLong(Placed::key)
                .thenComparingDouble(Placed::lon)
                .thenComparingDouble(Placed::lat)
                .thenComparingInt(Placed::ward)
                .thenComparingInt(Placed::draw));
        return placed;
    }

    private void place(HouseholdCells.Part part, List<Placed> placed) {
        SplittableRandom random = new SplittableRandom(noise.bits(part.key(), part.ward()));
        for (int i = 0; i < part.households(); i++) {
            Coordinate place = place(part, random);
            placed.add(new Placed(
                    SpaceKey.of(place.x, place.y),
                    place.x,
                    place.y,
                    part.ward(),
                    people(random.nextDouble()),
                    random.nextInt(1 << 20)));
        }
    }

    private Coordinate place(HouseholdCells.Part part, SplittableRandom random) {
        double west = cells.west(part);
        double south = cells.south(part);
        // Streets of one neighbourhood of 16 x 16 cells run in two directions of their own.
        double turn = noise.uniform(part.key() >> 8, 7) * 1.5;
        for (int i = 0; i < TRIES; i++) {
            Coordinate place = new Coordinate(
                    west + cells.side() * random.nextDouble(), south + cells.side() * random.nextDouble());
            // Where the ward's part of a cell has no street, houses stand anywhere.
            if (i < TRIES / 2) {
                toStreet(place, turn, random);
            }
            place.x = Plane.rounded(place.x);
            place.y = Plane.rounded(place.y);
            if (cells.accepts(part, place.x, place.y)) {
                return place;
            }
        }
        for (int i = 0; i < HouseholdCells.SAMPLES * HouseholdCells.SAMPLES; i++) {
            Coordinate place = cells.sample(west, south, i);
            if (cells.accepts(part, place.x, place.y)) {
                return place;
            }
        }
        return region.wards().get(part.ward()).geometry().getInteriorPoint().getCoordinate();
    }

    /** Moves a place to the nearest street of one direction, a few metres off its middle line. */
    private void toStreet(Coordinate place, double turn, SplittableRandom random) {
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        double x = place.x * metresPerDegreeLon;
        double y = place.y * Plane.METRES_PER_DEGREE_LAT;
        double along = x * cos + y * sin;
        double across = y * cos - x * sin;
        double offset = (random.nextBoolean() ? 1 : -1) * (5 + 6 * random.nextDouble());
        if (random.nextBoolean()) {
            across = Math.rint(across / STREET_METRES) * STREET_METRES + offset;
        } else {
            along = Math.rint(along / STREET_METRES) * STREET_METRES + offset;
        }
        place.x = (along * cos - across * sin) / metresPerDegreeLon;
        place.y = (along * sin + across * cos) / Plane.METRES_PER_DEGREE_LAT;
    }

    /** Household sizes 1 to 7, 3.3 on average. */
    private static int people(double uniform) {
        int people = 1;
        while (people <= SIZE_SHARES.length && uniform >= SIZE_SHARES[people - 1]) {
            people++;
        }
        return people;
    }
}
