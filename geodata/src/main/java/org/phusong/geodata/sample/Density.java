package org.phusong.geodata.sample;

/** How densely people live, relative to other places of the same ward; thread-safe. */
@FunctionalInterface
public interface Density {

    /**
     * The density at a place.
     *
     * @param lon degrees
     * @param lat degrees
     * @return at least 0; 0 where nobody can live, such as on a river
     */
    double at(double lon, double lat);
}
