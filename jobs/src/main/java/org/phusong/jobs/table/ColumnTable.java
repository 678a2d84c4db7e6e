package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Writes one flat Parquet file value by value, straight into Parquet's column writers: several times as fast as {@link TableWriter}, which
 * takes a row as objects, and without its checks. Zstd, and the same bytes for the same rows. Not thread-safe.
 *
 * <p>Row groups are cut by the number of rows alone. The file must not exist; it is good only after {@link #close()} returned.
 */
public final class ColumnTable implements AutoCloseable {

    /** Rows in every row group but the last: few enough that a reader who looks for a box skips most of them. */
    public static final int ROWS_PER_GROUP = 1 << 17;

    /** Rows whose values are written column after column; a row group is chunks of so many, the last one may be shorter. */
    public static final int ROWS_PER_CHUNK = 1 << 10;

    // Larger than any row group, so that Parquet never cuts or pads one by its bytes.
    private static final long GROUP_BYTES = 1L << 30;

    private final Path path;
    private final MessageType schema;
    private final ParquetProperties properties;
    private final CompressionCodecFactory codecs;
    private final ParquetFileWriter file;
    private final ColumnWriter[] columns;
    private @Nullable ColumnChunkPageWriteStore pages;
    private @Nullable ColumnWriteStore store;

    private ColumnTable(Path path, MessageType schema, Set<String> withoutDictionary, Set<String> withoutStatistics)
            throws IOException {
        this.path = path;
        this.schema = schema;
        ParquetProperties.Builder builder = ParquetProperties.builder()
                .withAllocator(HeapByteBufferAllocator.getInstance())
                .withSizeStatisticsEnabled(false)
                // Pages are cut where a chunk of rows ends, since only there all columns have equally many values.
                .withMinRowCountForPageSizeCheck(ROWS_PER_CHUNK)
                .withMaxRowCountForPageSizeCheck(ROWS_PER_CHUNK)
                .estimateRowCountForPageSizeCheck(false);
        withoutDictionary.forEach(column -> builder.withDictionaryEncoding(column, false));
        // In rows sorted by something else the least and the greatest name of a page tell nothing.
        withoutStatistics.forEach(column -> builder.withStatisticsEnabled(column, false));
        this.properties = builder.build();
        this.codecs = new CodecFactory(new PlainParquetConfiguration(), properties.getPageSizeThreshold());
        this.columns = new ColumnWriter[schema.getFieldCount()];
        this.file = new ParquetFileWriter(
                new LocalOutputFile(path),
                schema,
                ParquetFileWriter.Mode.CREATE,
                GROUP_BYTES,
                0,
                properties.getColumnIndexTruncateLength(),
                properties.getStatisticsTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        file.start();
    }

    /**
     * Starts a file.
     *
     * @param path where to write; its folder exists, the file does not
     * @param schema primitive columns only
     * @param withoutDictionary columns whose values hardly repeat
     * @param withoutStatistics columns that nobody looks for a range of
     */
    public static ColumnTable create(
            Path path, MessageType schema, Set<String> withoutDictionary, Set<String> withoutStatistics)
            throws IOException {
        return new ColumnTable(path, schema, withoutDictionary, withoutStatistics);
    }

    /**
     * Starts a row group.
     *
     * @return the writers of its columns, in the order of the schema; each takes one value a row of the next chunk, repetition level 0,
     *     definition level 1 in an optional column and else 0
     */
    public ColumnWriter[] startGroup() {
        ColumnChunkPageWriteStore newPages = new ColumnChunkPageWriteStore(
                codecs.getCompressor(CompressionCodecName.ZSTD),
                schema,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        ColumnWriteStore newStore = properties.newColumnWriteStore(schema, newPages, newPages);
        for (ColumnDescriptor column : schema.getColumns()) {
            columns[schema.getFieldIndex(column.getPath()[0])] = newStore.getColumnWriter(column);
        }
        pages = newPages;
        store = newStore;
        return columns.clone();
    }

    /**
     * Ends a chunk: every column has its values.
     *
     * @param rows {@link #ROWS_PER_CHUNK}, fewer in the last chunk of a row group
     */
    public void endChunk(int rows) {
        ColumnWriteStore open = Objects.requireNonNull(store, "startGroup comes first");
        for (int row = 0; row < rows; row++) {
            open.endRecord();
        }
    }

    /**
     * Writes the row group.
     *
     * @param rows in it, at most {@link #ROWS_PER_GROUP}
     */
    public void endGroup(int rows) throws IOException {
        try (ColumnChunkPageWriteStore donePages = Objects.requireNonNull(pages, "startGroup comes first");
                ColumnWriteStore done = Objects.requireNonNull(store, "startGroup comes first")) {
            file.startBlock(rows);
            done.flush();
            donePages.flushToFileWriter(file);
            file.endBlock();
        } finally {
            pages = null;
            store = null;
        }
    }

    /** Finishes the file and makes its footer canonical. */
    @Override
    public void close() throws IOException {
        try {
            file.end(Map.of());
        } finally {
            codecs.release();
        }
        CanonicalFooter.rewrite(path);
    }
}
