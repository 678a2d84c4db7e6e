package org.phusong.geodata.claim;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.place.GeoBox;

/**
 * What one operator says of one area, or of one household.
 *
 * @param input path of the file relative to the study file
 * @param record row or feature in that file, from 1
 * @param attributes all that is claimed, besides where
 * @param validFrom first day, inclusive; null for open
 * @param validTo last day, inclusive; null for open
 * @param area valid polygon or multipolygon, WGS 84 longitude / latitude; null for a list, and where an index that has it was read instead
 * @param box around the area; null for a list
 * @param householdId the household that a list names; null for an area
 */
public record CoverageClaim(
        String input,
        long record,
        ClaimClass attributes,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        @Nullable Geometry area,
        @Nullable GeoBox box,
        @Nullable String householdId) {

    public CoverageClaim {
        if ((box == null) == (householdId == null) || (box == null && area != null)) {
            throw new IllegalArgumentException("A claim has either an area or a household");
        }
    }

    /** A claim as it was read: either with an area or with a household. */
    public CoverageClaim(
            String input,
            long record,
            ClaimClass attributes,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Geometry area,
            @Nullable String householdId) {
        this(
                input,
                record,
                attributes,
                validFrom,
                validTo,
                area,
                area == null ? null : GeoBox.around(area),
                householdId);
    }

    /** True when the claim holds on that day; only such claims count. */
    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !validFrom.isAfter(day)) && (validTo == null || !validTo.isBefore(day));
    }
}
