package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.study.Source;

/**
 * A piece of a file that one task reads: some row groups of a Parquet file, or the whole file in any other format.
 *
 * @param input the file
 * @param file its place among the input's files, from 0
 * @param isParquet true when the piece is made of row groups
 * @param firstGroup first row group, from 0
 * @param endGroup end of the row groups, exclusive
 * @param rows rows of the piece; -1 where it must be read to know
 */
public record FilePiece(InputFile input, int file, boolean isParquet, int firstGroup, int endGroup, long rows)
        implements Serializable {

    /**
     * Row groups are gathered until a piece has so many rows: enough that opening it does not count, few against the rows of a file of
     * {@code household_coverage}, so that a file is made of whole pieces and little else.
     */
    private static final long ROWS_PER_PIECE = 1 << 18;

    /** The pieces of a file, in its order. */
    static List<FilePiece> of(InputFile input, int file) throws IOException {
        Format format = RecordFiles.formatOf(input);
        if (format != Format.PARQUET && format != Format.GEOPARQUET) {
            return List.of(new FilePiece(input, file, false, 0, 0, -1));
        }
        List<FilePiece> pieces = new ArrayList<>();
        List<Long> groups = ParquetRecordFile.rowGroups(input);
        int first = 0;
        long rows = 0;
        for (int group = 0; group < groups.size(); group++) {
            if (rows > 0 && rows + groups.get(group) > ROWS_PER_PIECE) {
                pieces.add(new FilePiece(input, file, true, first, group, rows));
                first = group;
                rows = 0;
            }
            rows += groups.get(group);
        }
        pieces.add(new FilePiece(input, file, true, first, groups.size(), rows));
        return pieces;
    }

    /**
     * Opens the piece at its first record.
     *
     * @param source the input that the file belongs to
     * @param geometryColumn as in {@link RecordFiles#open}
     * @param columns names of the columns that will be looked at; null for all. Only a hint: others may be null
     * @param withGeometry false when the geometry will not be looked at
     */
    RecordFile open(Source source, @Nullable String geometryColumn, @Nullable Set<String> columns, boolean withGeometry)
            throws IOException {
        return isParquet
                ? ParquetRecordFile.open(
                        input, geometryColumn, new ParquetRecordFile.Part(firstGroup, endGroup, columns, withGeometry))
                : RecordFiles.open(input, source, geometryColumn);
    }
}
