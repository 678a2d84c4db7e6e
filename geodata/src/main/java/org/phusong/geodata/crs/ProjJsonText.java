package org.phusong.geodata.crs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads PROJJSON, in which GeoParquet states its CRS; see https://proj.org/en/stable/specifications/projjson.html. */
final class ProjJsonText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProjJsonText() {}

    static CrsDescription describe(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new CrsException("The CRS \"" + Crs.quotable(text) + "\" is not valid JSON; " + Crs.ACCEPTED, e);
        }
        JsonNode crs = root;
        String code = findCode(crs);
        // A bound CRS holds a shift of its own, a compound one heights: the horizontal part is what counts here.
        for (int depth = 0; code == null && depth < 3; depth++) {
            JsonNode inner = crs.path("source_crs").isObject()
                    ? crs.path("source_crs")
                    : crs.path("components").path(0);
            if (!inner.isObject()) {
                break;
            }
            crs = inner;
            code = findCode(crs);
        }
        boolean projected = crs.path("base_crs").isObject();
        JsonNode base = projected ? crs.path("base_crs") : crs;
        JsonNode datum = base.path("datum").isObject() ? base.path("datum") : base.path("datum_ensemble");
        JsonNode ellipsoid = datum.path("ellipsoid");
        boolean greenwich = datum.path("prime_meridian").path("longitude").asDouble(0) == 0 && axesAre(base, "degree");
        return new CrsDescription(
                crs.path("name").asText(),
                code,
                !projected,
                CrsDescription.normalized(datum.path("name").asText()),
                greenwich
                        && CrsDescription.isWgs84Ellipsoid(
                                ellipsoid.path("semi_major_axis").asDouble(),
                                ellipsoid.path("inverse_flattening").asDouble()),
                !projected || axesAre(crs, "metre"),
                CrsDescription.normalized(
                        crs.path("conversion").path("method").path("name").asText()),
                parameters(crs.path("conversion").path("parameters")),
                false);
    }

    private static boolean axesAre(JsonNode crs, String unit) {
        for (JsonNode axis : crs.path("coordinate_system").path("axis")) {
            String found = axis.path("unit").asText();
            if (!found.equals(unit) && !axis.path("direction").asText().equals("up")) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String findCode(JsonNode crs) {
        JsonNode id =
                crs.path("id").isObject() ? crs.path("id") : crs.path("ids").path(0);
        String authority = id.path("authority").asText().toUpperCase(Locale.ROOT);
        String code = id.path("code").asText().toUpperCase(Locale.ROOT);
        boolean usable = (authority.equals("EPSG") && code.matches("\\d{1,7}")) || authority.equals("OGC");
        return usable ? authority + ":" + code : null;
    }

    private static Map<String, Double> parameters(JsonNode list) {
        Map<String, Double> values = new HashMap<>();
        for (JsonNode parameter : list) {
            values.put(
                    CrsDescription.normalized(parameter.path("name").asText()),
                    parameter.path("value").asDouble(Double.NaN));
        }
        return values;
    }
}
