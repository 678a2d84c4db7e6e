package org.phusong.geodata.sample;

/**
 * Metres around a centre: an equirectangular approximation, good for making up places and never used to measure them.
 *
 * @param lon longitude of the centre, degrees
 * @param lat latitude of the centre, degrees
 * @param metresPerDegreeLon along the parallel of the centre
 */
public record Plane(double lon, double lat, double metresPerDegreeLon) {

    /** Metres a degree along a meridian, near enough anywhere. */
    static final double METRES_PER_DEGREE_LAT = 110_574;

    /** The plane around a centre, degrees. */
    public static Plane around(double lon, double lat) {
        return new Plane(lon, lat, 111_320 * StrictMath.cos(StrictMath.toRadians(lat)));
    }

    /** Metres east of the centre. */
    public double x(double otherLon) {
        return (otherLon - lon) * metresPerDegreeLon;
    }

    /** Metres north of the centre. */
    public double y(double otherLat) {
        return (otherLat - lat) * METRES_PER_DEGREE_LAT;
    }

    /** Longitude, to seven decimals: a centimetre, and short as text. */
    public double lon(double x) {
        return rounded(lon + x / metresPerDegreeLon);
    }

    /** Latitude, to seven decimals. */
    public double lat(double y) {
        return rounded(lat + y / METRES_PER_DEGREE_LAT);
    }

    static double rounded(double degrees) {
        return Math.rint(degrees * 1e7) / 1e7;
    }
}
