package org.phusong.jobs.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.study.Source;

/**
 * A CSV file by RFC 4180 with a header: all columns are text as written, empty text is missing, blank lines are no rows.
 *
 * <p>A row with too few or too many fields is a record with a fault. A quote that is never closed, or text behind a closed one, ends the
 * reading, for nobody can tell where the next row begins.
 */
final class CsvFile implements RecordFile {

    private final InputFile file;
    private final TextReader text;
    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<Column> columns;
    private final int width;
    private final int geometryAt;
    private long number;

    private CsvFile(InputFile file, TextReader text, CSVParser parser, @Nullable String geometryColumn) {
        this.file = file;
        this.text = text;
        this.parser = parser;
        this.rows = parser.iterator();
        CSVRecord header = nextRow();
        if (header == null) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": it is empty; a CSV with a header line is accepted");
        }
        List<String> names = names(file, header);
        this.width = names.size();
        this.geometryAt = geometryColumn == null ? -1 : names.indexOf(geometryColumn);
        if (geometryColumn != null && geometryAt < 0) {
            throw new InputException("Cannot read " + file.relative() + ": it has no geometry column '" + geometryColumn
                    + "'; its columns are " + String.join(", ", names));
        }
        this.columns = names.stream()
                .filter(name -> !name.equals(geometryColumn))
                .map(name -> new Column(name, Column.Type.TEXT))
                .toList();
    }

    /**
     * Opens the file and reads its header.
     *
     * @param geometryColumn column of WKT; null where there is none
     * @throws InputException when there is no usable header
     */
    static CsvFile open(InputFile file, Source source, @Nullable String geometryColumn) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(file, source))
                .setIgnoreEmptyLines(true)
                .get();
        TextReader text = TextReader.open(file, source.encoding());
        try {
            return new CsvFile(
                    file,
                    text,
                    CSVParser.builder().setReader(text).setFormat(format).get(),
                    geometryColumn);
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    private static String delimiter(InputFile file, Source source) {
        String delimiter = source.delimiter();
        if (delimiter == null) {
            String name = file.relative().toLowerCase(Locale.ROOT);
            return name.endsWith(".tsv") || name.endsWith(".tsv.gz") ? "\t" : ",";
        }
        if (delimiter.isEmpty() || delimiter.chars().anyMatch(c -> c == '"' || c == '\n' || c == '\r')) {
            throw new InputException("Cannot read " + file.relative() + ": delimiter '" + delimiter + "' of "
                    + source.key() + " separates nothing; text such as ; or | or a tab is accepted");
        }
        return delimiter;
    }

    private static List<String> names(InputFile file, CSVRecord header) {
        List<String> names = header.toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                throw new InputException("Cannot read " + file.relative() + ": column " + (i + 1)
                        + " of its header has no name; a header that names every column is accepted (the header is "
                        + DecodedGeometry.shorten(String.join(" | ", names)) + ")");
            }
            if (!seen.add(names.get(i))) {
                throw new InputException("Cannot read " + file.relative() + ": its header names column '" + names.get(i)
                        + "' twice; different names are accepted");
            }
        }
        return names;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public boolean hasGeometry() {
        return geometryAt >= 0;
    }

    @Override
    public Optional<String> statedCrs() {
        return Optional.empty();
    }

    @Override
    public Optional<String> defaultCrs() {
        return Optional.empty();
    }

    @Override
    public @Nullable VerbatimRecord next() {
        CSVRecord row = nextRow();
        if (row == null) {
            return null;
        }
        number++;
        @Nullable Object[] values = new @Nullable Object[columns.size()];
        DecodedGeometry geometry = DecodedGeometry.MISSING;
        for (int field = 0, column = 0; field < width; field++) {
            String value = field < row.size() ? row.get(field) : "";
            if (field == geometryAt) {
                geometry = DecodedGeometry.fromText(value);
            } else {
                values[column++] = value.isEmpty() ? null : value;
            }
        }
        VerbatimRecord.Fault fault = geometry.fault();
        if (row.size() != width) {
            fault = new VerbatimRecord.Fault(
                    false,
                    "The row has " + row.size() + (row.size() == 1 ? " field" : " fields") + " where the header has "
                            + width + "; as many are accepted",
                    DecodedGeometry.shorten(String.join(" | ", row.toList())));
        }
        return new VerbatimRecord(number, Arrays.asList(values), geometry.geometry(), fault);
    }

    private @Nullable CSVRecord nextRow() {
        long line = parser.getCurrentLineNumber() + 1;
        text.beginRecord(line);
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException e) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": the row that begins on line " + line + ": "
                            + (e.getCause() == null
                                    ? e.getMessage()
                                    : e.getCause().getMessage())
                            + "; quotes that are closed before the next delimiter, and doubled within a field, are accepted",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
        text.close();
    }
}
