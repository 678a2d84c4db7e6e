package org.phusong.jobs.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet or GeoParquet file, row group by row group. Columns are its single values at the top level; lists and structures, such as a
 * GeoParquet {@code bbox}, are no columns. A record's number is its row.
 */
final class ParquetRecordFile implements RecordFile {

    private final InputFile file;
    private final ParquetFileReader reader;
    private final ParquetRow row;
    private final List<Column> columns;
    private final Optional<GeometryColumn> geometry;
    private final MessageColumnIO columnIo;
    private @Nullable RecordReader<ParquetRow> group;
    private long leftInGroup;
    private final int endGroup;
    private int nextGroup;
    private long number;

    /** The geometry column: its name, whether it is text, and what the file says of its CRS. */
    private record GeometryColumn(
            String name, boolean isText, Optional<String> statedCrs, Optional<String> defaultCrs) {}

    /**
     * What of a file is read.
     *
     * @param firstGroup first row group, from 0
     * @param endGroup end of the row groups, exclusive
     * @param columns names of the columns that are read, the others stay null; null for all
     * @param withGeometry false to leave the geometry out
     */
    record Part(int firstGroup, int endGroup, @Nullable Set<String> columns, boolean withGeometry) {

        static final Part ALL = new Part(0, Integer.MAX_VALUE, null, true);

        boolean reads(String column) {
            return columns == null || columns.contains(column);
        }
    }

    private ParquetRecordFile(
            InputFile file,
            ParquetFileReader reader,
            Optional<JsonNode> geo,
            @Nullable String geometryColumn,
            Part part) {
        this.file = file;
        this.reader = reader;
        MessageType schema = reader.getFileMetaData().getSchema();
        this.geometry = geometryColumn(file, schema, geo, geometryColumn);
        List<Type> wanted = new ArrayList<>();
        List<Column> found = new ArrayList<>();
        for (Type field : schema.getFields()) {
            boolean isGeometry = geometry.isPresent() && geometry.get().name().equals(field.getName());
            Optional<Column.Type> type = isGeometry ? Optional.empty() : ParquetRow.columnType(field);
            if (isGeometry ? part.withGeometry() : type.isPresent() && part.reads(field.getName())) {
                wanted.add(field);
            }
            type.ifPresent(t -> found.add(new Column(field.getName(), t)));
        }
        if (found.isEmpty() && geometry.isEmpty()) {
            throw new InputException("Cannot read " + file.relative()
                    + ": it has no column of numbers, text, dates or truth values; its fields are "
                    + schema.getFields().stream().map(Type::getName).toList());
        }
        this.columns = List.copyOf(found);
        MessageType requested = new MessageType(schema.getName(), wanted);
        reader.setRequestedSchema(requested);
        this.row = new ParquetRow(
                requested,
                columns.stream().map(Column::name).toList(),
                geometry.map(GeometryColumn::name).orElse(null),
                geometry.isPresent() && geometry.get().isText());
        this.columnIo = new ColumnIOFactory().getColumnIO(requested, schema);
        this.endGroup = Math.min(part.endGroup(), reader.getRowGroups().size());
        while (nextGroup < part.firstGroup() && reader.skipNextRowGroup()) {
            number += reader.getRowGroups().get(nextGroup++).getRowCount();
        }
    }

    /**
     * Opens the file.
     *
     * @param geometryColumn column of WKB or WKT; null for the primary column of GeoParquet, or none
     * @param part what of it is read
     * @throws InputException when its footer is unusable or it lacks that column
     */
    static ParquetRecordFile open(InputFile file, @Nullable String geometryColumn, Part part) throws IOException {
        ParquetFooter footer = ParquetFooter.read(file);
        ParquetFileReader reader = reader(file, footer);
        try {
            return new ParquetRecordFile(file, reader, footer.geo(), geometryColumn, part);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * Rows of each row group.
     *
     * @throws InputException when the footer is unusable
     */
    static List<Long> rowGroups(InputFile file) throws IOException {
        try (ParquetFileReader reader = reader(file, ParquetFooter.read(file))) {
            return reader.getRowGroups().stream()
                    .map(BlockMetaData::getRowCount)
                    .toList();
        }
    }

    /**
     * The footer as the library takes it.
     *
     * @throws InputException when it is unusable
     */
    static ParquetMetadata footer(InputFile file) throws IOException {
        try (ParquetFileReader reader = reader(file, ParquetFooter.read(file))) {
            return reader.getFooter();
        }
    }

    private static ParquetFileReader reader(InputFile file, ParquetFooter footer) throws IOException {
        ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                .usePageChecksumVerification()
                .build();
        try {
            // Only the constructor with Hadoop's path takes a footer, so only such files go through it.
            return footer.hasNativeGeometry()
                    ? new ParquetFileReader(
                            new Configuration(false),
                            new org.apache.hadoop.fs.Path(file.path().toUri()),
                            ParquetFooter.withoutNativeTypes(file),
                            options)
                    : ParquetFileReader.open(new LocalInputFile(file.path()), options);
        } catch (RuntimeException e) {
            throw new InputException("Cannot read " + file.relative() + ": its Parquet footer is damaged: " + e, e);
        }
    }

    private static Optional<GeometryColumn> geometryColumn(
            InputFile file, MessageType schema, Optional<JsonNode> geo, @Nullable String asked) {
        if (asked == null && geo.isEmpty()) {
            return Optional.empty();
        }
        String name = asked != null
                ? asked
                : geo.map(g -> g.path("primary_column").asText()).orElse("");
        if (!schema.containsField(name)) {
            throw new InputException("Cannot read " + file.relative() + ": it has no geometry column '" + name
                    + "'; its columns are "
                    + String.join(
                            ", ", schema.getFields().stream().map(Type::getName).toList()));
        }
        Type field = schema.getType(name);
        JsonNode meta = geo.map(g -> g.path("columns").path(name)).orElse(MissingNode.getInstance());
        boolean described = meta.isObject();
        String encoding = described ? meta.path("encoding").asText() : "WKB";
        if (!encoding.equalsIgnoreCase("WKB")
                || !field.isPrimitive()
                || field.isRepetition(Type.Repetition.REPEATED)
                || field.asPrimitiveType().getPrimitiveTypeName() != PrimitiveType.PrimitiveTypeName.BINARY) {
            throw new InputException("Cannot read " + file.relative() + ": geometry column '" + name + "' is "
                    + (described ? "encoded as '" + encoding + "' in " : "") + field
                    + "; WKB in a binary column, or WKT in a text column, is accepted");
        }
        if (described && meta.path("edges").asText("planar").equals("spherical") && !onlyPoints(meta)) {
            throw new InputException("Cannot read " + file.relative() + ": geometry column '" + name
                    + "' has edges 'spherical'; edges that are straight in its CRS ('planar') are accepted");
        }
        boolean isText = field.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        JsonNode crs = described ? meta.get("crs") : null;
        Optional<String> stated = crs == null || crs.isNull() ? Optional.empty() : Optional.of(projCode(crs));
        boolean unstated = described && crs == null;
        return Optional.of(
                new GeometryColumn(name, isText, stated, unstated ? Optional.of("OGC:CRS84") : Optional.empty()));
    }

    private static boolean onlyPoints(JsonNode meta) {
        JsonNode types = meta.path("geometry_types");
        for (JsonNode type : types) {
            if (!type.asText().startsWith("Point")) {
                return false;
            }
        }
        return !types.isEmpty();
    }

    /** The authority's code where PROJJSON has one, else the PROJJSON itself. */
    private static String projCode(JsonNode crs) {
        JsonNode id = crs.path("id");
        return id.path("authority").isTextual() && id.hasNonNull("code")
                ? id.path("authority").asText() + ":" + id.path("code").asText()
                : crs.isTextual() ? crs.asText() : crs.toString();
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean hasGeometry() {
        return geometry.isPresent();
    }

    @Override
    public Optional<String> statedCrs() {
        return geometry.flatMap(GeometryColumn::statedCrs);
    }

    @Override
    public Optional<String> defaultCrs() {
        return geometry.flatMap(GeometryColumn::defaultCrs);
    }

    @Override
    public @Nullable VerbatimRecord next() throws IOException {
        try {
            while (leftInGroup == 0) {
                PageReadStore pages = nextGroup < endGroup ? reader.readNextRowGroup() : null;
                if (pages == null) {
                    return null;
                }
                nextGroup++;
                leftInGroup = pages.getRowCount();
                group = columnIo.getRecordReader(pages, row);
            }
            if (group != null) {
                group.read();
            }
        } catch (IOException | RuntimeException e) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": its row " + (number + 1) + " cannot be decoded: " + e
                            + "; the file is damaged or uses a compression that is not supported",
                    e);
        }
        leftInGroup--;
        number++;
        DecodedGeometry decoded = row.geometry();
        VerbatimRecord.Fault fault = row.fault() == null ? decoded.fault() : row.fault();
        return new VerbatimRecord(number, Arrays.asList(row.values()), decoded.geometry(), fault);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
