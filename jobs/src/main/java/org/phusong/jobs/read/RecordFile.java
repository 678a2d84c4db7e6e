package org.phusong.jobs.read;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An open file: its columns, and its records one after the other. Not thread-safe.
 *
 * <p>A record that cannot be read comes out as a record with a {@link VerbatimRecord#fault() fault}; a file that cannot be read at all
 * throws {@link InputException}.
 */
public interface RecordFile extends AutoCloseable {

    /** Columns in the order of the file, without geometry columns. */
    List<Column> columns();

    /** True when records carry a geometry of their own, in {@link VerbatimRecord#geometry()}. */
    boolean hasGeometry();

    /**
     * What the file says of its CRS: an authority code such as {@code EPSG:4326} or {@code OGC:CRS84}, or WKT / PROJJSON text; empty where
     * it says nothing.
     */
    Optional<String> statedCrs();

    /** The CRS that the format has when a file says nothing; empty where the study must say it. */
    Optional<String> defaultCrs();

    /** The next record, or null at the end. */
    @Nullable
    VerbatimRecord next() throws IOException;

    @Override
    void close() throws IOException;
}
