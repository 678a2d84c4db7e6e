package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.study.Source;

/**
 * A piece of a file that one task reads: the whole file, or some row groups of a Parquet file.
 *
 * @param input the file
 * @param file its place among the input's files, from 0
 * @param rows rows of the piece; -1 where it must be read to know
 */
record FilePiece(InputFile input, int file, long rows) implements Serializable {

    /** The pieces of a file, in its order. */
    static List<FilePiece> of(InputFile input, int file) {
        return List.of(new FilePiece(input, file, -1));
    }

    RecordFile open(Source source, @Nullable String geometryColumn) throws IOException {
        return RecordFiles.open(input, source, geometryColumn);
    }
}
