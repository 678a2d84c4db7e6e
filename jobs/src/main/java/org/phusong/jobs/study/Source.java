package org.phusong.jobs.study;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The reading keys of one input.
 *
 * @param key where it stands in the study, such as {@code coverage[2]}, for messages
 * @param line line of the study file where the input begins, from 1
 * @param path file, folder or glob, relative to the study file
 * @param layer table of a GeoPackage; null where it has one only
 * @param delimiter of a CSV; null to take comma, or tab for {@code .tsv}
 * @param encoding of text formats; null for UTF-8
 * @param crs authority code such as {@code EPSG:4326}; null to take what the file says or the format's default
 * @param where Spark SQL condition on the file's own columns; null for all rows
 */
public record Source(
        String key,
        int line,
        String path,
        @Nullable String layer,
        @Nullable String delimiter,
        @Nullable String encoding,
        @Nullable String crs,
        @Nullable String where)
        implements Serializable {}
