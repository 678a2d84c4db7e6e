package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.phusong.geodata.place.Ward;

/**
 * Where a sample is made up: wards, how many people live in each, and where in them.
 *
 * @param wards at least one, with distinct codes
 * @param weights share of the people of each ward, in any unit, at least 0, not all 0
 * @param density within a ward
 * @param seed of everything that is made up here
 */
public record SampleRegion(List<Ward> wards, List<Double> weights, Density density, long seed) {

    // A village or a suburb, and the reach of a city where no population is known; metres.
    private static final double SETTLEMENT_METRES = 1_800;
    private static final double CITY_METRES = 12_000;

    public SampleRegion {
        wards = List.copyOf(wards);
        weights = List.copyOf(weights);
        if (wards.size() != weights.size()) {
            throw new IllegalArgumentException(wards.size() + " wards need as many weights, not " + weights.size());
        }
        if (weights.stream().anyMatch(w -> !(w >= 0) || w.isInfinite())
                || weights.stream().noneMatch(w -> w > 0)) {
            throw new IllegalArgumentException("Weights of wards must be numbers from 0, one at least above it");
        }
    }

    /** Given wards with a known number of people each. */
    public static SampleRegion of(List<Ward> wards, List<Double> people, long seed) {
        Coordinate centre = centre(wards);
        Plane plane = Plane.around(centre.x, centre.y);
        Noise noise = new Noise(seed).named("settlements");
        Density density = (lon, lat) -> {
            double n = noise.ragged(plane.x(lon) / SETTLEMENT_METRES, plane.y(lat) / SETTLEMENT_METRES);
            // The fourth power gathers people in settlements; nowhere is quite empty.
            return 0.01 + n * n * n * n;
        };
        return new SampleRegion(wards, people, density, seed);
    }

    /** Given wards of which nothing else is known: people follow area and nearness to the centre. */
    public static SampleRegion of(List<Ward> wards, long seed) {
        Coordinate centre = centre(wards);
        Plane plane = Plane.around(centre.x, centre.y);
        List<Double> people = new ArrayList<>();
        for (Ward ward : wards) {
            Coordinate place = ward.geometry().getEnvelopeInternal().centre();
            double distance = StrictMath.hypot(plane.x(place.x), plane.y(place.y));
            people.add(ward.geometry().getArea() * (0.03 + StrictMath.exp(-distance / CITY_METRES)));
        }
        return of(wards, people, seed);
    }

    /** The mean of the wards' own centres: small wards are many and lie in town, so it does too. */
    private static Coordinate centre(List<Ward> wards) {
        double x = 0;
        double y = 0;
        for (Ward ward : wards) {
            Coordinate place = ward.geometry().getEnvelopeInternal().centre();
            x += place.x / wards.size();
            y += place.y / wards.size();
        }
        return new Coordinate(x, y);
    }

    /** The box around all wards, degrees. */
    Envelope box() {
        Envelope box = new Envelope();
        wards.forEach(w -> box.expandToInclude(w.geometry().getEnvelopeInternal()));
        return box;
    }

    /** The weights as an array of the caller's own. */
    double[] weightArray() {
        return weights.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
