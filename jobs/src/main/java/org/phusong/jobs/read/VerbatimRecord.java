package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.issue.IssueKind;

/**
 * A row or feature exactly as the file has it.
 *
 * @param number data row or feature in its file, from 1
 * @param values one a column, of the class that {@link Column.Type} names; null where missing
 * @param geometry the feature's geometry in the file's CRS; null where it has none, or could not be decoded
 * @param fault why the record or its geometry could not be read; null for a good one. Values may then be missing
 */
public record VerbatimRecord(
        long number,
        List<@Nullable Object> values,
        @Nullable Geometry geometry,
        @Nullable Fault fault) implements Serializable {

    /**
     * Why a record, or its geometry alone, could not be read.
     *
     * @param geometryOnly true when the values are good and only the geometry is not
     * @param message what is wrong and what would be accepted
     * @param value the offending text, shortened; empty where there is none
     * @param kind what an issue of it is counted as
     */
    public record Fault(boolean geometryOnly, String message, String value, IssueKind kind) implements Serializable {

        /** A record, or a geometry, that could not be decoded. */
        public Fault(boolean geometryOnly, String message, String value) {
            this(
                    geometryOnly,
                    message,
                    value,
                    geometryOnly ? IssueKind.GEOMETRY_UNREADABLE : IssueKind.RECORD_UNREADABLE);
        }
    }
}
