package org.phusong.geodata.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.sample.Noise;

/**
 * Households as points. A household's place follows from its number alone, and numbers say nothing of places: rows in the order of their
 * numbers are in random order. Immutable.
 */
public final class ReferenceHouseholds {

    private static final int CHUNK = 1 << 14;

    private final List<CityFrame> cities;
    private final List<StreetGrid> streets = new ArrayList<>();
    private final Noise noise;
    private final int count;

    ReferenceHouseholds(List<CityFrame> cities, int count, long seed) {
        if (count < 0) {
            throw new IllegalArgumentException("a number of households is not negative: " + count);
        }
        this.cities = List.copyOf(cities);
        cities.forEach(city -> streets.add(new StreetGrid(city)));
        this.noise = new Noise(seed).named("households");
        this.count = count;
    }

    /** Households are numbered from 0 to this (exclusive). */
    public int count() {
        return count;
    }

    /**
     * Where some households are, on all cores.
     *
     * @param from number of the first
     * @param lon is filled with longitudes, degrees
     * @param lat is filled with latitudes, degrees; as long as {@code lon}
     */
    public void fill(int from, double[] lon, double[] lat) {
        if (from < 0 || lon.length != lat.length || from > count - lon.length) {
            throw new IllegalArgumentException(
                    "households " + from + " and on, " + lon.length + " of them, of " + count);
        }
        IntStream.range(0, (lon.length + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            double[] place = new double[2];
            int end = Math.min(lon.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                place(from + i, place);
                lon[i] = place[0];
                lat[i] = place[1];
            }
        });
    }

    /**
     * Where a household is. Thread-safe.
     *
     * @param number 0 to {@link #count()} (exclusive)
     * @param place is given longitude and latitude, degrees
     */
    public void place(int number, double[] place) {
        int city = cities.size() == 1 ? 0 : (int) (noise.uniform(number, 10) * cities.size());
        streets.get(city).place(noise, number, place);
        CityFrame frame = cities.get(city);
        place[0] = frame.plane().lon(place[0]);
        place[1] = frame.plane().lat(place[1]);
    }

    /** The numbers of all households in the order of their {@link SpaceKey}, those of one key by number. */
    public int[] numbersBySpace() {
        long[] keys = new long[count];
        IntStream.range(0, (count + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            double[] place = new double[2];
            int end = Math.min(count, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < end; i++) {
                place(i, place);
                keys[i] = SpaceKey.of(place[0], place[1]);
            }
        });
        // The leading bits of the key and the number in one long, sorted as such; ties of the leading bits are few and
        // sorted afterwards.
        int numberBits = 32 - Integer.numberOfLeadingZeros(Math.max(1, count - 1));
        long lowest = Arrays.stream(keys).parallel().min().orElse(0);
        long span = Arrays.stream(keys).parallel().max().orElse(0) - lowest;
        int dropped = Math.max(0, 64 - Long.numberOfLeadingZeros(span) + numberBits - 63);
        long[] packed = new long[count];
        Arrays.parallelSetAll(packed, i -> (keys[i] - lowest) >>> dropped << numberBits | i);
        Arrays.parallelSort(packed);
        int[] numbers = new int[count];
        long mask = (1L << numberBits) - 1;
        for (int i = 0; i < count; i++) {
            int number = (int) (packed[i] & mask);
            int at = i;
            for (; at > 0 && packed[at - 1] >>> numberBits == packed[i] >>> numberBits; at--) {
                if (keys[numbers[at - 1]] <= keys[number]) {
                    break;
                }
                numbers[at] = numbers[at - 1];
            }
            numbers[at] = number;
        }
        return numbers;
    }
}
