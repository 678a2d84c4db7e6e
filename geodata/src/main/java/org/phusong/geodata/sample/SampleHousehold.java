package org.phusong.geodata.sample;

import org.jspecify.annotations.Nullable;
import org.phusong.geodata.place.GeoPoint;

/**
 * A made-up household.
 *
 * @param id unique in a sample; ids grow along the file
 * @param point where it is; null for an unlocated one
 * @param wardCode the ward it is in; null where it is outside every ward
 * @param quarter the {@code khu phố} within the ward; null where not known
 * @param people who live there, at least 1
 * @param connected true when the list of connections of {@link SampleOperator#SONG_XANH} names it
 */
public record SampleHousehold(
        String id,
        @Nullable GeoPoint point,
        @Nullable String wardCode,
        @Nullable String quarter,
        int people,
        boolean connected) {}
