package org.phusong.geodata.place;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place where people live, or several at one point.
 *
 * @param id identifier, unique in a study, kept as text
 * @param point where it is; null when it is only known by ward (<em>unlocated</em>)
 * @param wardCode the ward that the file states; used only where there is no point
 * @param thousandths one value a measure of the study, in its order, each in thousandths ({@link Thousandths})
 * @param groups one value a group below the ward, in the study's order; empty text where missing
 */
public record Household(
        String id, @Nullable GeoPoint point, @Nullable String wardCode, List<Long> thousandths, List<String> groups) {

    public Household {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A household needs an identifier");
        }
        if (point == null && wardCode == null) {
            throw new IllegalArgumentException("Household " + id + " has neither a point nor a ward");
        }
    }
}
