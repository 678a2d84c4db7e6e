package org.phusong.jobs.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The households.
 *
 * @param source where to read
 * @param id column of the identifier
 * @param x column of the easting or longitude; null where the point is a geometry
 * @param y column of the northing or latitude; null exactly where {@code x} is
 * @param geometry column of a point geometry; null where x and y are given, or for the format's own
 * @param ward column of the ward code; null where the file has none
 * @param measures name of a measure to its column or fixed number, in the order of the file (an ordered map); never empty
 * @param groups name of a level below the ward to its column, in the order of the file (an ordered map)
 */
public record HouseholdInput(
        Source source,
        String id,
        @Nullable String x,
        @Nullable String y,
        @Nullable String geometry,
        @Nullable String ward,
        Map<String, ValueSource> measures,
        Map<String, String> groups) {}
