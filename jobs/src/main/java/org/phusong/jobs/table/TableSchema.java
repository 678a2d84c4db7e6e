package org.phusong.jobs.table;

import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The columns of a table, one call a column, in order. Not thread-safe. */
public final class TableSchema {

    private final String name;
    private final Types.MessageTypeBuilder columns = Types.buildMessage();

    /** @param name of the table, {@code [a-z_]+} */
    public TableSchema(String name) {
        this.name = name;
    }

    /** A text column, never null. */
    public TableSchema text(String column) {
        columns.addField(Types.required(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column));
        return this;
    }

    /** A text column that may be null. */
    public TableSchema nullableText(String column) {
        columns.addField(Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(column));
        return this;
    }

    /** A column of doubles, never null. */
    public TableSchema decimal(String column) {
        return primitive(column, PrimitiveTypeName.DOUBLE, Type.Repetition.REQUIRED);
    }

    /** A column of doubles that may be null. */
    public TableSchema nullableDecimal(String column) {
        return primitive(column, PrimitiveTypeName.DOUBLE, Type.Repetition.OPTIONAL);
    }

    /** A column of 32-bit integers, never null. */
    public TableSchema integer(String column) {
        return primitive(column, PrimitiveTypeName.INT32, Type.Repetition.REQUIRED);
    }

    /** A column of 32-bit integers that may be null. */
    public TableSchema nullableInteger(String column) {
        return primitive(column, PrimitiveTypeName.INT32, Type.Repetition.OPTIONAL);
    }

    /** A column of 64-bit integers, never null. */
    public TableSchema whole(String column) {
        return primitive(column, PrimitiveTypeName.INT64, Type.Repetition.REQUIRED);
    }

    /** A column of 64-bit integers that may be null. */
    public TableSchema nullableWhole(String column) {
        return primitive(column, PrimitiveTypeName.INT64, Type.Repetition.OPTIONAL);
    }

    /** A column of booleans, never null. */
    public TableSchema truth(String column) {
        return primitive(column, PrimitiveTypeName.BOOLEAN, Type.Repetition.REQUIRED);
    }

    /** A column of dates, never null. */
    public TableSchema date(String column) {
        columns.addField(Types.required(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(column));
        return this;
    }

    /** A column of dates that may be null. */
    public TableSchema nullableDate(String column) {
        columns.addField(Types.optional(PrimitiveTypeName.INT32)
                .as(LogicalTypeAnnotation.dateType())
                .named(column));
        return this;
    }

    /** A column of bytes, such as WKB, never null. */
    public TableSchema bytes(String column) {
        return primitive(column, PrimitiveTypeName.BINARY, Type.Repetition.REQUIRED);
    }

    /** A column of bytes that may be null. */
    public TableSchema nullableBytes(String column) {
        return primitive(column, PrimitiveTypeName.BINARY, Type.Repetition.OPTIONAL);
    }

    /** A column of lists of 32-bit integers, never null; lists may be empty. */
    public TableSchema integers(String column) {
        columns.addField(
                Types.requiredList().requiredElement(PrimitiveTypeName.INT32).named(column));
        return this;
    }

    /** A bounding box as GeoParquet's covering names it ({@code xmin}, {@code ymin}, {@code xmax}, {@code ymax}), never null. */
    public TableSchema box(String column) {
        return box(column, Type.Repetition.REQUIRED);
    }

    /** A bounding box that may be null as a whole. */
    public TableSchema nullableBox(String column) {
        return box(column, Type.Repetition.OPTIONAL);
    }

    private TableSchema box(String column, Type.Repetition repetition) {
        columns.addField(Types.buildGroup(repetition)
                .required(PrimitiveTypeName.DOUBLE)
                .named("xmin")
                .required(PrimitiveTypeName.DOUBLE)
                .named("ymin")
                .required(PrimitiveTypeName.DOUBLE)
                .named("xmax")
                .required(PrimitiveTypeName.DOUBLE)
                .named("ymax")
                .named(column));
        return this;
    }

    private TableSchema primitive(String column, PrimitiveTypeName type, Type.Repetition repetition) {
        columns.addField(Types.primitive(type, repetition).named(column));
        return this;
    }

    /** The schema so far. */
    public MessageType toMessage() {
        return columns.named(name);
    }
}
