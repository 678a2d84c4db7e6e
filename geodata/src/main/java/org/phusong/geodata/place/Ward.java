package org.phusong.geodata.place;

import java.util.Map;
import org.locationtech.jts.geom.Geometry;

/**
 * An administrative unit of the lowest level: ward, commune or special zone.
 *
 * @param code unique, kept as text with its leading zeros
 * @param name as filed
 * @param geometry valid polygon or multipolygon, WGS 84 longitude / latitude
 * @param groups level name to code of the unit above; empty text where missing
 */
public record Ward(String code, String name, Geometry geometry, Map<String, String> groups) {

    public Ward {
        if (code.isEmpty()) {
            throw new IllegalArgumentException("A ward needs a code");
        }
        groups = Map.copyOf(groups);
    }
}
