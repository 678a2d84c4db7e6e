package org.phusong.jobs.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A published table, read without Spark: rows as maps from column to value, nulls included.
 *
 * @param columns {@code name type} each, such as {@code share double?} where {@code ?} stands for nullable
 * @param rows in the order of the file, parts in the order of their names
 */
record PublishedTable(List<String> columns, List<Map<String, @Nullable Object>> rows) {

    /** Reads a file, or every part of a folder. */
    static PublishedTable read(Path path) {
        try {
            List<Path> files = Files.isDirectory(path) ? parts(path) : List.of(path);
            List<String> columns = new ArrayList<>();
            List<Map<String, @Nullable Object>> rows = new ArrayList<>();
            for (Path file : files) {
                try (ParquetFileReader open = ParquetFileReader.open(new LocalInputFile(file))) {
                    columns = open.getFileMetaData().getSchema().getFields().stream()
                            .map(PublishedTable::told)
                            .toList();
                }
                try (ParquetReader<Group> reader = new Groups(new LocalInputFile(file)).build()) {
                    for (Group group = reader.read(); group != null; group = reader.read()) {
                        rows.add(values(group));
                    }
                }
            }
            return new PublishedTable(columns, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Rows as lines of values, the columns in this order, {@code |} between them. */
    List<String> lines(String... names) {
        return rows.stream()
                .map(row -> String.join(
                        "|",
                        Stream.of(names).map(n -> String.valueOf(row.get(n))).toList()))
                .toList();
    }

    /** A list of integers in a column that has one in every row. */
    List<List<Integer>> lists(String column) {
        List<List<Integer>> lists = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows) {
            List<Integer> list = new ArrayList<>();
            if (row.get(column) instanceof List<?> values) {
                values.forEach(value -> list.add((Integer) value));
            }
            lists.add(list);
        }
        return lists;
    }

    private static String told(Type type) {
        String name = type.isPrimitive()
                ? switch (type.asPrimitiveType().getPrimitiveTypeName()) {
                    case BINARY -> type.getLogicalTypeAnnotation() == null ? "bytes" : "text";
                    case INT32 -> type.getLogicalTypeAnnotation() == null ? "int" : "date";
                    case INT64 -> "long";
                    case DOUBLE -> "double";
                    case BOOLEAN -> "boolean";
                    default -> type.toString();
                }
                : type.getLogicalTypeAnnotation() == null ? "struct" : "list";
        return type.getName() + " " + name + (type.isRepetition(Type.Repetition.OPTIONAL) ? "?" : "");
    }

    private static Map<String, @Nullable Object> values(Group group) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        GroupType type = group.getType();
        for (int field = 0; field < type.getFieldCount(); field++) {
            values.put(
                    type.getFieldName(field),
                    group.getFieldRepetitionCount(field) == 0 ? null : value(group, type.getType(field), field));
        }
        return values;
    }

    private static Object value(Group group, Type type, int field) {
        if (!type.isPrimitive()) {
            Group inner = group.getGroup(field, 0);
            if (type.getLogicalTypeAnnotation() == null) {
                return values(inner);
            }
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < inner.getFieldRepetitionCount(0); i++) {
                list.add(inner.getGroup(0, i).getInteger(0, 0));
            }
            return list;
        }
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case BINARY -> logical == null ? List.of(group.getBinary(field, 0).getBytes()) : group.getString(field, 0);
            case INT32 ->
                logical == null
                        ? (Object) group.getInteger(field, 0)
                        : LocalDate.ofEpochDay(group.getInteger(field, 0));
            case INT64 -> group.getLong(field, 0);
            case DOUBLE -> group.getDouble(field, 0);
            case BOOLEAN -> group.getBoolean(field, 0);
            default -> throw new IllegalArgumentException("No value of " + type);
        };
    }

    /** A reader without Hadoop's configuration. */
    private static final class Groups extends ParquetReader.Builder<Group> {

        Groups(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
