package org.phusong.geodata.place;

import java.io.Serializable;

/**
 * A place on the ground, longitude first, WGS 84 degrees (OGC:CRS84).
 *
 * @param lon longitude in degrees, -180 to 180
 * @param lat latitude in degrees, -90 to 90
 */
public record GeoPoint(double lon, double lat) implements Serializable {

    public GeoPoint {
        if (!isOnEarth(lon, lat)) {
            throw new IllegalArgumentException("Not a place on the ground: lon=" + lon + ", lat=" + lat
                    + "; accepted are lon -180 to 180 and lat -90 to 90");
        }
    }

    /** True when both are finite and in range. */
    public static boolean isOnEarth(double lon, double lat) {
        return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90;
    }
}
