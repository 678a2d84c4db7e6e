package org.phusong.jobs.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Geometry;

/** Features written as text, coordinates exactly as given. */
final class GeoJson {

    private GeoJson() {}

    /** A file of features. */
    static String collection(List<String> features) {
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "\n]}\n";
    }

    /** A feature whose properties and geometry are JSON. */
    static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":" + properties + ",\"geometry\":" + geometry + "}";
    }

    /** A polygon, one box a ring: west, south, east, north. */
    static String boxes(double[]... rings) {
        StringBuilder text = new StringBuilder("{\"type\":\"Polygon\",\"coordinates\":[");
        for (int i = 0; i < rings.length; i++) {
            double[] r = rings[i];
            text.append(i == 0 ? "" : ",")
                    .append(String.format(
                            Locale.ROOT,
                            "[[%s,%s],[%s,%s],[%s,%s],[%s,%s],[%s,%s]]",
                            r[0],
                            r[1],
                            r[2],
                            r[1],
                            r[2],
                            r[3],
                            r[0],
                            r[3],
                            r[0],
                            r[1]));
        }
        return text.append("]}").toString();
    }

    /** A polygon without holes. */
    static String polygon(Geometry polygon) {
        return "{\"type\":\"Polygon\",\"coordinates\":[["
                + Arrays.stream(polygon.getCoordinates())
                        .map(c -> "[" + c.x + "," + c.y + "]")
                        .collect(Collectors.joining(","))
                + "]]}";
    }

    /** A box. */
    static String box(double west, double south, double east, double north) {
        return boxes(new double[] {west, south, east, north});
    }
}
