package org.phusong.jobs.read;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of one row from Parquet's record reader; the same object serves every row.
 *
 * <p>Floats become the double with the same shortest decimal text, timestamps lose their zone (they are in UTC), and times before or after
 * the years of {@link LocalDateTime} are a fault of the row.
 */
final class ParquetRow extends RecordMaterializer<ParquetRow> {

    private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int INT96_BYTES = 12;

    private final Root root;
    private final int width;
    private @Nullable Object[] values;
    private @Nullable Binary geometry;
    private final boolean geometryIsText;
    private VerbatimRecord.@Nullable Fault fault;

    /**
     * @param schema the fields to read, each a column or the geometry
     * @param columns names of all columns of the file; those not read stay null
     * @param geometryColumn null where there is none
     * @param geometryIsText true for WKT, false for WKB
     */
    ParquetRow(MessageType schema, List<String> columns, @Nullable String geometryColumn, boolean geometryIsText) {
        this.geometryIsText = geometryIsText;
        List<Converter> converters = new ArrayList<>();
        for (Type field : schema.getFields()) {
            if (field.getName().equals(geometryColumn)) {
                converters.add(new GeometryValue());
            } else {
                converters.add(new ColumnValue(field, columns.indexOf(field.getName())));
            }
        }
        this.width = columns.size();
        this.values = new @Nullable Object[width];
        this.root = new Root(converters);
    }

    /** The type of a column; empty for fields that are none. */
    static Optional<Column.Type> columnType(Type field) {
        if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation) {
            return Optional.of(Column.Type.DECIMAL);
        }
        Column.Type type = switch (field.asPrimitiveType().getPrimitiveTypeName()) {
            case BOOLEAN -> Column.Type.BOOLEAN;
            case FLOAT, DOUBLE -> Column.Type.DOUBLE;
            case INT96 -> Column.Type.TIMESTAMP;
            case INT32 ->
                logical instanceof DateLogicalTypeAnnotation
                        ? Column.Type.DATE
                        : logical == null || logical instanceof IntLogicalTypeAnnotation ? Column.Type.INTEGER : null;
            case INT64 ->
                logical instanceof TimestampLogicalTypeAnnotation
                        ? Column.Type.TIMESTAMP
                        : logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()
                                ? Column.Type.DECIMAL
                                : logical == null || logical instanceof IntLogicalTypeAnnotation
                                        ? Column.Type.INTEGER
                                        : null;
            case BINARY ->
                logical instanceof StringLogicalTypeAnnotation
                                || logical instanceof EnumLogicalTypeAnnotation
                                || logical instanceof JsonLogicalTypeAnnotation
                        ? Column.Type.TEXT
                        : null;
            case FIXED_LEN_BYTE_ARRAY -> null;
        };
        return Optional.ofNullable(type);
    }

    /** Values of the row last read, one a column. */
    @Nullable
    Object[] values() {
        return values;
    }

    /** What no column can hold; null where all is well. */
    VerbatimRecord.@Nullable Fault fault() {
        return fault;
    }

    /** Geometry of the row last read. */
    DecodedGeometry geometry() {
        Binary bytes = geometry;
        if (bytes == null) {
            return DecodedGeometry.MISSING;
        }
        return geometryIsText
                ? DecodedGeometry.fromText(bytes.toStringUsingUTF8())
                : bytes.length() == 0 ? DecodedGeometry.MISSING : DecodedGeometry.fromWkb(bytes.getBytes());
    }

    @Override
    public ParquetRow getCurrentRecord() {
        return this;
    }

    @Override
    public GroupConverter getRootConverter() {
        return root;
    }

    private final class Root extends GroupConverter {
        private final List<Converter> converters;

        Root(List<Converter> converters) {
            this.converters = converters;
        }

        @Override
        public Converter getConverter(int field) {
            return converters.get(field);
        }

        @Override
        public void start() {
            values = new @Nullable Object[width];
            geometry = null;
            fault = null;
        }

        @Override
        public void end() {}
    }

    private final class GeometryValue extends PrimitiveConverter {
        @Override
        public void addBinary(Binary value) {
            geometry = value;
        }
    }

    private final class ColumnValue extends PrimitiveConverter {
        private final String name;
        private final int column;
        private final @Nullable LogicalTypeAnnotation logical;

        ColumnValue(Type field, int column) {
            this.name = field.getName();
            this.column = column;
            this.logical = field.getLogicalTypeAnnotation();
        }

        @Override
        public void addBoolean(boolean value) {
            values[column] = value;
        }

        @Override
        public void addFloat(float value) {
            values[column] = Double.parseDouble(Float.toString(value));
        }

        @Override
        public void addDouble(double value) {
            values[column] = value;
        }

        @Override
        public void addInt(int value) {
            if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
                values[column] = BigDecimal.valueOf(value, decimal.getScale());
            } else if (logical instanceof DateLogicalTypeAnnotation) {
                values[column] = LocalDate.ofEpochDay(value);
            } else if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
                values[column] = Integer.toUnsignedLong(value);
            } else {
                values[column] = (long) value;
            }
        }

        @Override
        public void addLong(long value) {
            if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
                values[column] = BigDecimal.valueOf(value, decimal.getScale());
            } else if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
                long perSecond = switch (timestamp.getUnit()) {
                    case MILLIS -> 1_000;
                    case MICROS -> 1_000_000;
                    case NANOS -> NANOS_PER_SECOND;
                };
                setTime(
                        Math.floorDiv(value, perSecond),
                        Math.floorMod(value, perSecond) * (NANOS_PER_SECOND / perSecond));
            } else if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
                values[column] = new BigDecimal(Long.toUnsignedString(value));
            } else {
                values[column] = value;
            }
        }

        @Override
        public void addBinary(Binary value) {
            if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
                values[column] = new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
            } else if (logical == null && value.length() == INT96_BYTES) {
                ByteBuffer int96 = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
                long nanosOfDay = int96.getLong(int96.position());
                long day = Integer.toUnsignedLong(int96.getInt(int96.position() + Long.BYTES)) - JULIAN_DAY_OF_EPOCH;
                setTime(
                        day * 86_400 + Math.floorDiv(nanosOfDay, NANOS_PER_SECOND),
                        Math.floorMod(nanosOfDay, NANOS_PER_SECOND));
            } else {
                setText(value);
            }
        }

        private void setTime(long second, long nano) {
            try {
                values[column] = LocalDateTime.ofEpochSecond(second, (int) nano, ZoneOffset.UTC);
            } catch (DateTimeException e) {
                fault("is a time that is out of range; years to 999999999 are accepted", second + " s");
            }
        }

        private void setText(Binary value) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(value.toByteBuffer())
                        .toString();
                values[column] = text.isEmpty() ? null : text;
            } catch (CharacterCodingException e) {
                fault("is not UTF-8; text in UTF-8 is accepted", value.toStringUsingUTF8());
            }
        }

        private void fault(String what, String value) {
            fault = new VerbatimRecord.Fault(
                    false, "Its value of column '" + name + "' " + what, DecodedGeometry.shorten(value));
        }
    }
}
