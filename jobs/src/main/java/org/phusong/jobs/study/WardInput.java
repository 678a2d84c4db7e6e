package org.phusong.jobs.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ward layer.
 *
 * @param source where to read
 * @param code column of the ward's code
 * @param name column of the ward's name; the code where it is null
 * @param geometry column of the geometry (WKB in plain Parquet, WKT in CSV); null for the format's own
 * @param groups name of a level above the ward to its column, in the order of the file (an ordered map)
 */
public record WardInput(
        Source source,
        String code,
        @Nullable String name,
        @Nullable String geometry,
        Map<String, String> groups) {}
