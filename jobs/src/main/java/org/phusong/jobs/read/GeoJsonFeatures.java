package org.phusong.jobs.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Steps from feature to feature through a GeoJSON FeatureCollection or a sequence of Features, at the level of tokens: memory does not
 * depend on the size of the file, and nesting, names and numbers are bounded by Jackson's limits.
 */
final class GeoJsonFeatures implements AutoCloseable {

    /** NaN and Infinity are read as numbers that are not finite: an issue of one feature, not of the file. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private static final Pattern CRS_URN = Pattern.compile("(?i)urn:(?:x-)?ogc:def:crs:([a-z0-9]+):[^:]*:([a-z0-9]+)");

    private final InputFile file;
    private final Format format;
    private final JsonParser parser;
    private boolean inFeatures;
    private boolean hasFeatures;
    private Optional<String> crs = Optional.empty();
    private boolean crsIsNull;

    private GeoJsonFeatures(InputFile file, Format format, JsonParser parser) {
        this.file = file;
        this.format = format;
        this.parser = parser;
    }

    /** Opens a file that is {@link Format#GEOJSON} or {@link Format#GEOJSON_SEQ}; a null encoding stands for UTF-8. */
    static GeoJsonFeatures open(InputFile file, Format format, @Nullable String encoding) throws IOException {
        GeoJsonFeatures features = new GeoJsonFeatures(file, format, parser(file, encoding));
        if (format == Format.GEOJSON) {
            features.token();
        }
        return features;
    }

    /** Tells a FeatureCollection from a sequence by the members of the first object. */
    static Format formatOf(InputFile file) throws IOException {
        try (JsonParser parser = parser(file, null)) {
            try {
                parser.nextToken();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (name.equals("features") && value == JsonToken.START_ARRAY) {
                        return Format.GEOJSON;
                    }
                    if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                        return switch (parser.getText()) {
                            case "FeatureCollection" -> Format.GEOJSON;
                            case "Feature" -> Format.GEOJSON_SEQ;
                            default ->
                                throw new InputException("Cannot read " + file.relative()
                                        + ": it is JSON of type '" + DecodedGeometry.shorten(parser.getText())
                                        + "'; a GeoJSON FeatureCollection or a sequence of Features is accepted");
                        };
                    }
                    parser.skipChildren();
                }
            } catch (IOException e) {
                throw failure(file, parser, e);
            }
        }
        throw new InputException("Cannot read " + file.relative()
                + ": it is JSON without a type; a GeoJSON FeatureCollection or a sequence of Features is accepted");
    }

    private static JsonParser parser(InputFile file, @Nullable String encoding) throws IOException {
        if (encoding != null && !TextReader.charset(file, encoding).equals(StandardCharsets.UTF_8)) {
            Reader reader = TextReader.unlimited(file, encoding);
            return JSON.createParser(reader);
        }
        return JSON.createParser(new WithoutSeparators(TextReader.openBytes(file)));
    }

    /** The parser, to read a feature with. */
    JsonParser parser() {
        return parser;
    }

    /**
     * Moves to the next feature, so that its first token is the current one.
     *
     * @return false at the end of the file
     * @throws InputException when the file is not the GeoJSON it began as
     */
    boolean advance() throws IOException {
        if (format == Format.GEOJSON_SEQ) {
            return parser.nextToken() != null;
        }
        if (inFeatures) {
            if (token() != JsonToken.END_ARRAY) {
                return true;
            }
            inFeatures = false;
        }
        while (token() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = token();
            if (name.equals("features")) {
                if (value != JsonToken.START_ARRAY) {
                    throw new InputException("Cannot read " + file.relative() + ": its member features is "
                            + parser.getText() + "; an array of Features is accepted");
                }
                hasFeatures = true;
                inFeatures = true;
                return advance();
            }
            if (name.equals("crs")) {
                readCrs(value);
            }
            parser.skipChildren();
        }
        if (!hasFeatures) {
            throw new InputException("Cannot read " + file.relative()
                    + ": it is a FeatureCollection without the member features; an array of Features is accepted");
        }
        if (parser.nextToken() != null) {
            JsonLocation at = parser.currentTokenLocation();
            throw new InputException("Cannot read " + file.relative()
                    + ": something follows the FeatureCollection on line " + at.getLineNr() + ", column "
                    + at.getColumnNr() + "; one FeatureCollection a file is accepted");
        }
        return false;
    }

    /** CRS that the legacy member {@code crs} named, as an authority code where it is one; complete at the end of the file. */
    Optional<String> statedCrs() {
        return crs;
    }

    /** True when a member {@code crs} is null, which withdraws the format's default. */
    boolean crsIsNull() {
        return crsIsNull;
    }

    /** A readable account of what Jackson refused. */
    InputException failure(IOException e) {
        return failure(file, parser, e);
    }

    private static InputException failure(InputFile file, JsonParser parser, IOException e) {
        JsonLocation at = parser.currentLocation();
        String place = "line " + at.getLineNr() + ", column " + at.getColumnNr()
                + (at.getByteOffset() < 0 ? "" : " (byte " + at.getByteOffset() + ")");
        if (e instanceof JsonEOFException || e instanceof java.io.EOFException) {
            return new InputException(
                    "Cannot read " + file.relative() + ": it ends at " + place
                            + " in the middle of a feature or collection; it is cut short, the whole file is accepted",
                    e);
        }
        String why = e instanceof com.fasterxml.jackson.core.JacksonException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
        return new InputException(
                "Cannot read " + file.relative() + ": it is not JSON at " + place + ": " + DecodedGeometry.shorten(why)
                        + "; GeoJSON in UTF-8 (or the key encoding) is accepted",
                e);
    }

    private JsonToken token() throws IOException {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw new JsonEOFException(parser, null, "Unexpected end of file");
        }
        return token;
    }

    private void readCrs(JsonToken first) throws IOException {
        if (first == JsonToken.VALUE_NULL) {
            crsIsNull = true;
            return;
        }
        String type = "";
        String name = first == JsonToken.VALUE_STRING ? parser.getText() : "";
        String code = "";
        for (int depth = first.isStructStart() ? 1 : 0; depth > 0; ) {
            JsonToken t = token();
            depth += t.isStructStart() ? 1 : t.isStructEnd() ? -1 : 0;
            if (t.isScalarValue() && parser.currentName() != null) {
                switch (parser.currentName()) {
                    case "type" -> type = parser.getText();
                    case "name", "href" -> name = parser.getText();
                    case "code" -> code = parser.getText();
                    default -> {}
                }
            }
        }
        crs = Optional.of(type.equalsIgnoreCase("EPSG") && !code.isEmpty() ? "EPSG:" + code : authorityCode(name));
    }

    private static String authorityCode(String name) {
        Matcher urn = CRS_URN.matcher(name);
        return urn.matches() ? urn.group(1) + ":" + urn.group(2) : name;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    /** Reads the record separators of RFC 8142 as blanks: unescaped, they can stand between records only. */
    private static final class WithoutSeparators extends FilterInputStream {
        private static final byte RECORD_SEPARATOR = 0x1E;

        WithoutSeparators(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            return b == RECORD_SEPARATOR ? ' ' : b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            for (int i = offset; i < offset + n; i++) {
                if (target[i] == RECORD_SEPARATOR) {
                    target[i] = ' ';
                }
            }
            return n;
        }
    }
}
