package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;

/** Columns of a table that {@link TableWriter} wrote, one after the other and without rows in between: no Spark, tens of nanoseconds a value. */
final class TableColumns {

    private TableColumns() {}

    /**
     * Reads some columns.
     *
     * @param columns by dotted path, such as {@code answer_id} or {@code class_ids.list.element}: is given the reader at each value in turn,
     *     nulls included, and must not move it
     * @throws IOException when the file cannot be read
     * @throws ReleaseException when it lacks a column
     */
    static void read(Path file, Map<String, Consumer<ColumnReader>> columns) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
            FileMetaData footer = reader.getFileMetaData();
            MessageType schema = footer.getSchema();
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                ColumnReadStoreImpl store = new ColumnReadStoreImpl(
                        group, new GroupRecordConverter(schema).getRootConverter(), schema, footer.getCreatedBy());
                for (Map.Entry<String, Consumer<ColumnReader>> column : columns.entrySet()) {
                    String[] path = column.getKey().split("\\.", -1);
                    if (!schema.containsPath(path)) {
                        throw new ReleaseException("Cannot read " + file + ": it has no column " + column.getKey()
                                + "; a table that this version wrote has");
                    }
                    ColumnDescriptor descriptor = schema.getColumnDescription(path);
                    ColumnReader values = store.getColumnReader(descriptor);
                    for (long left = group.getPageReader(descriptor).getTotalValueCount(); left > 0; left--) {
                        column.getValue().accept(values);
                        values.consume();
                    }
                }
            }
        }
    }

    /** True when the value at the reader is null, or its list is empty. */
    static boolean isNull(ColumnReader at) {
        return at.getCurrentDefinitionLevel() < at.getDescriptor().getMaxDefinitionLevel();
    }

    /** The text at the reader. */
    static String text(ColumnReader at) {
        return at.getBinary().toStringUsingUTF8();
    }
}
