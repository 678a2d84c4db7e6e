package org.phusong.geodata.crs;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a WKT or PROJJSON text says, reduced to what identifies it.
 *
 * @param name as written; empty where there is none
 * @param code {@code EPSG:n} or {@code OGC:n} as written; null where there is none
 * @param geographic true for longitude / latitude, false for a projected CRS
 * @param datum name of the datum, {@link #normalized}
 * @param wgs84Ellipsoid true when the ellipsoid has the axes of WGS 84, the meridian is Greenwich and angles are degrees
 * @param metres true when eastings and northings are in metres (true for a geographic CRS)
 * @param method name of the projection method, normalized; empty for a geographic CRS
 * @param parameters values of the projection by normalized name; metres and degrees as the text has them
 * @param wkt1 true when GeoTools may be asked to read the text itself
 */
record CrsDescription(
        String name,
        @Nullable String code,
        boolean geographic,
        String datum,
        boolean wgs84Ellipsoid,
        boolean metres,
        String method,
        Map<String, Double> parameters,
        boolean wkt1) {

    CrsDescription {
        parameters = Map.copyOf(parameters);
    }

    /** Lower case letters and digits only: {@code D_WGS_1984} and {@code d WGS 1984} are one name. */
    static String normalized(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    static boolean isWgs84Ellipsoid(double semiMajor, double inverseFlattening) {
        return Math.abs(semiMajor - 6378137) < 0.01 && Math.abs(inverseFlattening - 298.257223563) < 1e-5;
    }

    /** The value under the first of the names that the text uses; {@code absent} where it uses none. */
    double parameter(double absent, String... names) {
        for (String candidate : names) {
            Double value = parameters.get(candidate);
            if (value != null) {
                return value;
            }
        }
        return absent;
    }
}
