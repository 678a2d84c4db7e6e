package org.phusong.geodata.reference;

/** The layers of a reference workload: how fine their edges are, and how many cities have them. */
public enum ReferenceVariant {
    /** One city: 5.3 M vertices, mobile areas traced from pixels of 50 m. */
    CITY(50, 0.07, 0.018, 1, 1),
    /** The same city with smoother mobile areas, 0.4 M vertices instead of 1.7 M. */
    SMOOTH(50, 0.025, 0.0008, 1, 1),
    /** The same city, mobile areas traced from pixels of 25 m: 10.2 M vertices in all. */
    FINE(25, 0.07, 0.018, 1, 1),
    /** Sixty cities of a sixth of that size and 3,321 wards over a country: 54 M vertices, larger than any cache. */
    NATION(50, 0.07, 0.018, 60, 1 / 6.0);

    private final int pixelMetres;
    private final double grain;
    private final double specks;
    private final int cities;
    private final double size;

    ReferenceVariant(int pixelMetres, double grain, double specks, int cities, double size) {
        this.pixelMetres = pixelMetres;
        this.grain = grain;
        this.specks = specks;
        this.cities = cities;
        this.size = size;
    }

    /** Side of the pixels that mobile areas are traced from, metres. */
    int pixelMetres() {
        return pixelMetres;
    }

    /** How much each pixel differs from its neighbours, in units of the signal's own range. */
    double grain() {
        return grain;
    }

    /** Share of the pixels that differ from all around them: specks outside an area, holes within. */
    double specks() {
        return specks;
    }

    /** Number of cities. */
    int cities() {
        return cities;
    }

    /** Area of a city, 40 x 60 km being 1. */
    double size() {
        return size;
    }
}
