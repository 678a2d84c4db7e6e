package org.phusong.jobs.table;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Writes one Parquet file on the driver: zstd, and the same bytes for the same rows.
 *
 * <p>The file must not exist. It is good only after {@link #close()} returned; after a failed {@link #write} it must be thrown away. Not
 * thread-safe.
 */
public final class TableWriter implements AutoCloseable {

    /**
     * Bytes of a row group before compression. Small, so that a reader can skip; fixed, because row groups are part of the bytes.
     */
    public static final long ROW_GROUP_BYTES = 8L << 20;

    private final Path file;
    private final MessageType schema;
    private final ParquetWriter<@Nullable Object[]> writer;
    private long rows;

    private TableWriter(Path file, MessageType schema, ParquetWriter<@Nullable Object[]> writer) {
        this.file = file;
        this.schema = schema;
        this.writer = writer;
    }

    /**
     * Starts a file.
     *
     * @param file where to write; its folder exists, the file does not
     * @param schema columns in order, as {@link TableSchema} makes them
     * @param keyValues entries of the footer, such as {@code geo}
     */
    public static TableWriter create(Path file, MessageType schema, Map<String, String> keyValues) throws IOException {
        ParquetWriter<@Nullable Object[]> writer = new Builder(file, schema, keyValues)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .build();
        return new TableWriter(file, schema, writer);
    }

    /**
     * Appends a row.
     *
     * @param row one value a column: String, Integer, Long, Double, Boolean, LocalDate, {@code byte[]} for binary, {@code List<Integer>} for
     *     a list, {@code double[]} for a group of doubles; null in optional columns only
     * @throws IllegalArgumentException naming file, row and column, when a value does not suit its column
     */
    public void write(@Nullable Object... row) throws IOException {
        rows++;
        if (row.length != schema.getFieldCount()) {
            throw new IllegalArgumentException("Cannot write row " + rows + " of " + file.getFileName() + ": "
                    + row.length + " values for " + schema.getFieldCount() + " columns");
        }
        for (int i = 0; i < row.length; i++) {
            if (!Cells.suits(schema.getType(i), row[i])) {
                throw new IllegalArgumentException("Cannot write row " + rows + " of " + file.getFileName()
                        + ": column " + schema.getType(i) + " does not take " + describe(row[i]));
            }
        }
        writer.write(row);
    }

    private static String describe(@Nullable Object value) {
        return value == null
                ? "null"
                : "the value '" + value + "' (" + value.getClass().getSimpleName() + ")";
    }

    /** Rows written so far. */
    public long rows() {
        return rows;
    }

    /** Finishes the file and makes its footer canonical. */
    @Override
    public void close() throws IOException {
        writer.close();
        CanonicalFooter.rewrite(file);
    }

    private static final class Builder extends ParquetWriter.Builder<@Nullable Object[], Builder> {

        private final Cells cells;

        Builder(Path file, MessageType schema, Map<String, String> keyValues) {
            super(new LocalOutputFile(file));
            this.cells = new Cells(schema, new TreeMap<>(keyValues));
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @Deprecated
        protected WriteSupport<@Nullable Object[]> getWriteSupport(org.apache.hadoop.conf.Configuration configuration) {
            return cells;
        }

        @Override
        protected WriteSupport<@Nullable Object[]> getWriteSupport(ParquetConfiguration configuration) {
            return cells;
        }
    }

    /** Puts the values of a row into Parquet's columns. */
    private static final class Cells extends WriteSupport<@Nullable Object[]> {

        private final MessageType schema;
        private final Map<String, String> keyValues;
        private final List<String> names = new ArrayList<>();
        private @Nullable RecordConsumer out;

        Cells(MessageType schema, Map<String, String> keyValues) {
            this.schema = schema;
            this.keyValues = keyValues;
            schema.getFields().forEach(f -> names.add(f.getName()));
        }

        /** True when the column takes the value. */
        static boolean suits(Type column, @Nullable Object value) {
            if (value == null) {
                return column.isRepetition(Type.Repetition.OPTIONAL);
            }
            if (!column.isPrimitive()) {
                GroupType group = column.asGroupType();
                return isList(group)
                        ? value instanceof List<?> list && list.stream().allMatch(Integer.class::isInstance)
                        : value instanceof double[] doubles && doubles.length == group.getFieldCount();
            }
            PrimitiveType type = column.asPrimitiveType();
            return switch (type.getPrimitiveTypeName()) {
                case DOUBLE -> value instanceof Double;
                case INT32 -> isDate(type) ? value instanceof LocalDate : value instanceof Integer;
                case INT64 -> value instanceof Long;
                case BOOLEAN -> value instanceof Boolean;
                case BINARY -> isText(type) ? value instanceof String : value instanceof byte[];
                default -> false;
            };
        }

        private static boolean isList(GroupType group) {
            return group.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation;
        }

        private static boolean isDate(PrimitiveType type) {
            return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation;
        }

        private static boolean isText(PrimitiveType type) {
            return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        }

        @Override
        @Deprecated
        public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
            return new WriteContext(schema, keyValues);
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, keyValues);
        }

        @Override
        public void prepareForWrite(RecordConsumer recordConsumer) {
            out = recordConsumer;
        }

        @Override
        public void write(@Nullable Object[] row) {
            RecordConsumer to = java.util.Objects.requireNonNull(out, "prepareForWrite comes first");
            to.startMessage();
            for (int i = 0; i < row.length; i++) {
                Object value = row[i];
                if (value != null) {
                    to.startField(names.get(i), i);
                    writeValue(to, schema.getType(i), value);
                    to.endField(names.get(i), i);
                }
            }
            to.endMessage();
        }

        private static void writeValue(RecordConsumer to, Type column, Object value) {
            if (value instanceof String text) {
                to.addBinary(Binary.fromString(text));
            } else if (value instanceof Double number) {
                to.addDouble(number);
            } else if (value instanceof Integer number) {
                to.addInteger(number);
            } else if (value instanceof Long number) {
                to.addLong(number);
            } else if (value instanceof Boolean truth) {
                to.addBoolean(truth);
            } else if (value instanceof LocalDate date) {
                to.addInteger(Math.toIntExact(date.toEpochDay()));
            } else if (value instanceof byte[] bytes) {
                to.addBinary(Binary.fromConstantByteArray(bytes));
            } else if (value instanceof double[] doubles) {
                writeGroup(to, column.asGroupType(), doubles);
            } else if (value instanceof List<?> list) {
                writeList(to, column.asGroupType(), list);
            } else {
                throw new IllegalArgumentException("No column takes a " + value.getClass());
            }
        }

        private static void writeGroup(RecordConsumer to, GroupType group, double[] values) {
            to.startGroup();
            for (int i = 0; i < values.length; i++) {
                to.startField(group.getFieldName(i), i);
                to.addDouble(values[i]);
                to.endField(group.getFieldName(i), i);
            }
            to.endGroup();
        }

        private static void writeList(RecordConsumer to, GroupType list, List<?> values) {
            to.startGroup();
            // Parquet wants an empty list to have no field at all.
            if (!values.isEmpty()) {
                GroupType repeated = list.getType(0).asGroupType();
                to.startField(repeated.getName(), 0);
                for (Object value : values) {
                    to.startGroup();
                    to.startField(repeated.getFieldName(0), 0);
                    to.addInteger((Integer) value);
                    to.endField(repeated.getFieldName(0), 0);
                    to.endGroup();
                }
                to.endField(repeated.getName(), 0);
            }
            to.endGroup();
        }
    }
}
