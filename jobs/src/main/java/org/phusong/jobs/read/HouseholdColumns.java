package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.ValueSource;

/**
 * The columns of a Parquet file of households that are read in batches: those the study names, where each is of a type that needs no
 * interpretation. Immutable.
 *
 * <p>Files that have none are read row by row, with the same result: a condition, a geometry instead of x and y, decimals, text that holds
 * numbers.
 */
final class HouseholdColumns implements Serializable {

    private static final long serialVersionUID = 1;

    /** What Spark's vectorised reader decodes. */
    private static final Set<String> ENCODINGS = Set.of(
            "PLAIN",
            "RLE",
            "BIT_PACKED",
            "PLAIN_DICTIONARY",
            "RLE_DICTIONARY",
            "DELTA_BINARY_PACKED",
            "DELTA_BYTE_ARRAY",
            "DELTA_LENGTH_BYTE_ARRAY");

    /** A measure that is no column. */
    static final int FIXED = -1;

    private final ArrayList<String> names;
    private final StructType types;
    private final int id;
    private final int x;
    private final int y;
    private final int[] measures;
    private final long[] fixedThousandths;
    private final int[] groups;

    private HouseholdColumns(
            List<String> names, StructType types, HouseholdInput input, String x, String y, long[] fixedThousandths) {
        this.names = new ArrayList<>(names);
        this.types = types;
        this.id = names.indexOf(input.id());
        this.x = names.indexOf(x);
        this.y = names.indexOf(y);
        this.measures = input.measures().values().stream()
                .mapToInt(m -> m instanceof ValueSource.Column column ? names.indexOf(column.name()) : FIXED)
                .toArray();
        this.fixedThousandths = fixedThousandths;
        this.groups = input.groups().values().stream().mapToInt(names::indexOf).toArray();
    }

    /** The columns of a file; empty where its households must be read row by row. */
    static Optional<HouseholdColumns> find(InputFile file, HouseholdInput input) throws IOException {
        String x = input.x();
        String y = input.y();
        Format format = RecordFiles.formatOf(file);
        if (x == null
                || y == null
                || input.source().where() != null
                || (format != Format.PARQUET && format != Format.GEOPARQUET)) {
            return Optional.empty();
        }
        Optional<long[]> fixed = fixedThousandths(input.measures());
        ParquetMetadata footer = ParquetRecordFile.footer(file);
        MessageType schema = footer.getFileMetaData().getSchema();
        Set<String> names = new LinkedHashSet<>(List.of(input.id(), x, y));
        Optional.ofNullable(input.ward()).ifPresent(names::add);
        Set<String> numbers = new HashSet<>();
        input.measures().values().forEach(m -> {
            if (m instanceof ValueSource.Column column) {
                numbers.add(column.name());
                names.add(column.name());
            }
        });
        names.addAll(input.groups().values());
        StructType types = new StructType();
        for (String name : names) {
            DataType type = type(schema, name);
            boolean suits = type != null
                    && (type == DataTypes.DoubleType || !(name.equals(x) || name.equals(y)))
                    && (type != DataTypes.DoubleType || !name.equals(input.id()))
                    && (type != DataTypes.StringType || !numbers.contains(name))
                    && (type == DataTypes.StringType || !input.groups().containsValue(name));
            if (!suits) {
                return Optional.empty();
            }
            types = types.add(name, type, true);
        }
        return fixed.isPresent() && isDecodable(footer, names)
                ? Optional.of(new HouseholdColumns(List.copyOf(names), types, input, x, y, fixed.get()))
                : Optional.empty();
    }

    private static Optional<long[]> fixedThousandths(Map<String, ValueSource> measures) {
        long[] fixed = new long[measures.size()];
        int at = 0;
        for (ValueSource source : measures.values()) {
            if (source instanceof ValueSource.Fixed value) {
                OptionalLong thousandths;
                try {
                    thousandths = Thousandths.of(new BigDecimal(value.text()));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
                if (thousandths.isEmpty()) {
                    return Optional.empty();
                }
                fixed[at] = thousandths.getAsLong();
            }
            at++;
        }
        return Optional.of(fixed);
    }

    private static @Nullable DataType type(MessageType schema, String name) {
        // Two columns of one name, or of names that differ in case only, are for the general reader to tell apart.
        long alike = schema.getFields().stream()
                .filter(f -> f.getName().equalsIgnoreCase(name))
                .count();
        if (alike != 1 || !schema.containsField(name)) {
            return null;
        }
        Type field = schema.getType(name);
        if (!field.isPrimitive() || field.isRepetition(Type.Repetition.REPEATED)) {
            return null;
        }
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        PrimitiveTypeName primitive = field.asPrimitiveType().getPrimitiveTypeName();
        return switch (primitive) {
            case DOUBLE -> DataTypes.DoubleType;
            case INT32 -> isWhole(logical, Integer.SIZE) ? DataTypes.IntegerType : null;
            case INT64 -> isWhole(logical, Long.SIZE) ? DataTypes.LongType : null;
            case BINARY ->
                logical instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation ? DataTypes.StringType : null;
            default -> null;
        };
    }

    private static boolean isWhole(@Nullable LogicalTypeAnnotation logical, int bits) {
        return logical == null
                || (logical instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation whole
                        && whole.isSigned()
                        && whole.getBitWidth() == bits);
    }

    private static boolean isDecodable(ParquetMetadata footer, Set<String> names) {
        for (BlockMetaData group : footer.getBlocks()) {
            for (ColumnChunkMetaData chunk : group.getColumns()) {
                boolean known =
                        chunk.getEncodings().stream().map(Encoding::name).allMatch(ENCODINGS::contains);
                if (!known && names.contains(chunk.getPath().toDotString())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Names of the columns, each once; other methods give places in this list. */
    List<String> names() {
        return names;
    }

    /** What Spark's reader is asked for: these columns in this order. */
    StructType types() {
        return types;
    }

    int id() {
        return id;
    }

    int x() {
        return x;
    }

    int y() {
        return y;
    }

    /** The column of a measure, or {@link #FIXED}. */
    int measure(int m) {
        return measures[m];
    }

    /** The thousandths of a measure that is no column. */
    long fixedThousandths(int m) {
        return fixedThousandths[m];
    }

    /** The column of a level of groups. */
    int group(int level) {
        return groups[level];
    }
}
