package org.phusong.geodata.reference;

import org.phusong.geodata.sample.Noise;
import org.phusong.geodata.sample.Plane;

/**
 * Where a city lies, how large it is and where its people live. Immutable.
 *
 * @param plane metres around its centre
 * @param width metres from west to east
 * @param height metres from south to north
 * @param noise the city's own
 */
record CityFrame(Plane plane, double width, double height, Noise noise) {

    private static final double FULL_WIDTH = 40_000;
    private static final double FULL_HEIGHT = 60_000;
    // In the open sea, where there is no city; those of a nation stand six abreast.
    private static final double LON = 107.2;
    private static final double LAT = 9.6;
    private static final int ABREAST = 6;
    private static final double APART_DEGREES = 0.8;
    private static final double DISTRICT_METRES = 900;

    /**
     * The frame of a city.
     *
     * @param number 0 for the first
     * @param size of its area, 40 x 60 km being 1
     */
    static CityFrame of(int number, double size, long seed) {
        double side = Math.sqrt(size);
        Plane plane = Plane.around(
                LON + APART_DEGREES * (number % ABREAST), LAT + APART_DEGREES * Math.floorDiv(number, ABREAST));
        return new CityFrame(plane, FULL_WIDTH * side, FULL_HEIGHT * side, new Noise(seed).named("city " + number));
    }

    /** People at a place, relative: dense in the middle, thin at the rim, rough everywhere. */
    double density(double x, double y) {
        double town = 0.3 * width;
        double far = (x * x + y * y) / (town * town);
        return (0.04 + StrictMath.exp(-far)) * (0.2 + 1.6 * noise.ragged(x / DISTRICT_METRES, y / DISTRICT_METRES));
    }
}
