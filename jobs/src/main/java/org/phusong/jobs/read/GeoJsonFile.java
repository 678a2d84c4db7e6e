package org.phusong.jobs.read;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A GeoJSON FeatureCollection or a sequence of Features.
 *
 * <p>The file is read twice: first for the names and types of all properties, in the order in which they appear, then feature by feature.
 * A file that is cut short is thereby found on opening. Integers beyond 64 bits stay exact; a property of mixed types is text, its numbers
 * as they are written; nested values are JSON text. A feature's {@code id} is the column {@code id} unless a property has that name.
 */
final class GeoJsonFile implements RecordFile {

    private static final int MOST_COLUMNS = 10_000;
    private static final String ID = "id";

    private final GeoJsonFeatures features;
    private final List<Column> columns;
    private final Map<String, Integer> placeOf = new HashMap<>();
    private final boolean idIsColumn;
    private final Optional<String> statedCrs;
    private final Optional<String> defaultCrs;
    private long number;

    private GeoJsonFile(GeoJsonFeatures features, Scan scan) {
        this.features = features;
        this.columns = scan.columns();
        for (int i = 0; i < columns.size(); i++) {
            placeOf.put(columns.get(i).name(), i);
        }
        this.idIsColumn = scan.idIsColumn();
        this.statedCrs = scan.statedCrs;
        this.defaultCrs = scan.crsIsNull ? Optional.empty() : Optional.of("OGC:CRS84");
    }

    /**
     * Opens a file of that format and finds its columns.
     *
     * @param encoding null for UTF-8
     * @param geometryColumn null or {@code geometry}: the format's own
     * @throws InputException when it is cut short or is not GeoJSON
     */
    static GeoJsonFile open(InputFile file, Format format, @Nullable String encoding, @Nullable String geometryColumn)
            throws IOException {
        if (geometryColumn != null && !geometryColumn.equals("geometry")) {
            throw new InputException("Cannot read " + file.relative() + ": it is GeoJSON and has no geometry column '"
                    + geometryColumn + "'; leave the key geometry out to take each feature's geometry");
        }
        Scan scan = new Scan();
        try (GeoJsonFeatures features = GeoJsonFeatures.open(file, format, encoding)) {
            try {
                while (features.advance()) {
                    scan.feature(file, features.parser());
                }
            } catch (IOException e) {
                throw features.failure(e);
            }
            scan.statedCrs = features.statedCrs();
            scan.crsIsNull = features.crsIsNull();
        }
        return new GeoJsonFile(GeoJsonFeatures.open(file, format, encoding), scan);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean hasGeometry() {
        return true;
    }

    @Override
    public Optional<String> statedCrs() {
        return statedCrs;
    }

    @Override
    public Optional<String> defaultCrs() {
        return defaultCrs;
    }

    @Override
    public @Nullable VerbatimRecord next() {
        try {
            if (!features.advance()) {
                return null;
            }
            number++;
            return feature(features.parser());
        } catch (IOException e) {
            throw features.failure(e);
        }
    }

    private VerbatimRecord feature(JsonParser parser) throws IOException {
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String text = parser.getText();
            parser.skipChildren();
            return new VerbatimRecord(number, Arrays.asList(values), null, notAFeature(text));
        }
        String type = "";
        VerbatimRecord.Fault fault = null;
        DecodedGeometry geometry = DecodedGeometry.MISSING;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getText();
            } else if (name.equals("properties") && value == JsonToken.START_OBJECT) {
                readProperties(parser, values);
            } else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
                geometry = GeoJsonGeometry.read(parser);
            } else if (name.equals("geometry") && value != JsonToken.VALUE_NULL) {
                geometry = DecodedGeometry.faulty(
                        "Its geometry is no object; a GeoJSON geometry or null is accepted", parser.getText());
                parser.skipChildren();
            } else if (name.equals(ID) && idIsColumn) {
                Integer place = placeOf.get(ID);
                values[place == null ? 0 : place] = value(parser, columnType(ID));
            } else {
                parser.skipChildren();
            }
        }
        if (!type.equals("Feature")) {
            fault = notAFeature(type);
        }
        return new VerbatimRecord(
                number, Arrays.asList(values), geometry.geometry(), fault == null ? geometry.fault() : fault);
    }

    private static VerbatimRecord.Fault notAFeature(String found) {
        return new VerbatimRecord.Fault(
                false,
                "It is no GeoJSON Feature; an object of type Feature is accepted",
                DecodedGeometry.shorten(found));
    }

    private void readProperties(JsonParser parser, @Nullable Object[] values) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            Integer place = placeOf.get(name);
            if (place == null) {
                parser.skipChildren();
            } else {
                values[place] = value(parser, columns.get(place).type());
            }
        }
    }

    private Column.Type columnType(String name) {
        Integer place = placeOf.get(name);
        return place == null ? Column.Type.TEXT : columns.get(place).type();
    }

    private static @Nullable Object value(JsonParser parser, Column.Type type) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isStructStart()) {
            StringWriter json = new StringWriter();
            try (JsonGenerator generator = GeoJsonFeatures.JSON.createGenerator(json)) {
                generator.copyCurrentStructure(parser);
            }
            return json.toString();
        }
        return switch (type) {
            case BOOLEAN -> parser.getBooleanValue();
            case INTEGER -> parser.getLongValue();
            case DECIMAL -> parser.getDecimalValue();
            case DOUBLE -> parser.getDoubleValue();
            default -> parser.getText().isEmpty() ? null : parser.getText();
        };
    }

    /** Names and types of all properties of a file. */
    private static final class Scan {

        private final Map<String, Column.@Nullable Type> types = new LinkedHashMap<>();
        private Column.@Nullable Type idType;
        private Optional<String> statedCrs = Optional.empty();
        private boolean crsIsNull;

        boolean idIsColumn() {
            return idType != null && !types.containsKey(ID);
        }

        List<Column> columns() {
            List<Column> columns = new ArrayList<>();
            if (idType != null && idIsColumn()) {
                columns.add(new Column(ID, idType));
            }
            types.forEach((name, type) -> columns.add(new Column(name, type == null ? Column.Type.TEXT : type)));
            return List.copyOf(columns);
        }

        void feature(InputFile file, JsonParser parser) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("properties") && value == JsonToken.START_OBJECT) {
                    properties(file, parser);
                } else {
                    if (name.equals(ID)) {
                        idType = wider(idType, parser);
                    }
                    parser.skipChildren();
                }
            }
        }

        private void properties(InputFile file, JsonParser parser) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                types.put(name, wider(types.get(name), parser));
                parser.skipChildren();
                if (types.size() > MOST_COLUMNS) {
                    throw new InputException("Cannot read " + file.relative() + ": its features have more than "
                            + MOST_COLUMNS + " different properties, the last being '" + DecodedGeometry.shorten(name)
                            + "'; fewer are accepted");
                }
            }
        }

        /** The type that holds what was seen and the current value too; null while only nulls were seen. */
        private static Column.@Nullable Type wider(Column.@Nullable Type seen, JsonParser parser) throws IOException {
            Column.Type found = switch (parser.currentToken()) {
                case VALUE_NULL -> null;
                case VALUE_TRUE, VALUE_FALSE -> Column.Type.BOOLEAN;
                case VALUE_NUMBER_INT ->
                    parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                            ? Column.Type.DECIMAL
                            : Column.Type.INTEGER;
                case VALUE_NUMBER_FLOAT -> Column.Type.DOUBLE;
                default -> Column.Type.TEXT;
            };
            if (found == null || found == seen) {
                return seen;
            }
            if (seen == null) {
                return found;
            }
            boolean integers = isInteger(seen) && isInteger(found);
            boolean small = seen != Column.Type.DECIMAL && found != Column.Type.DECIMAL;
            boolean numbers = isNumber(seen) && isNumber(found);
            return integers ? Column.Type.DECIMAL : numbers && small ? Column.Type.DOUBLE : Column.Type.TEXT;
        }

        private static boolean isInteger(Column.Type type) {
            return type == Column.Type.INTEGER || type == Column.Type.DECIMAL;
        }

        private static boolean isNumber(Column.Type type) {
            return isInteger(type) || type == Column.Type.DOUBLE;
        }
    }

    @Override
    public void close() throws IOException {
        features.close();
    }
}
