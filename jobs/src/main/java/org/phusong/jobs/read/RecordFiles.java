package org.phusong.jobs.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.study.Source;

/**
 * Opens files of every format, told by their content and not by their names. Works on a driver and in an executor alike, without a Spark
 * session.
 */
public final class RecordFiles {

    private static final int HEAD = 4096;

    /** Text under such a name is a pointer of Git LFS or a page of a server, never a table. */
    private static final List<String> BINARY_NAMES = List.of(".parquet", ".gpkg", ".shp");

    private RecordFiles() {}

    /**
     * Opens a file at its first record.
     *
     * @param file one of {@link InputFiles#resolve}
     * @param source layer, delimiter and encoding of the input
     * @param geometryColumn column that holds the geometry: WKT in CSV, WKB or WKT in Parquet; null for the format's own
     * @throws InputException when the file cannot be read at all: it is cut short, of another format, or lacks that column
     */
    public static RecordFile open(InputFile file, Source source, @Nullable String geometryColumn) {
        Format format = formatOf(file);
        try {
            return switch (format) {
                case CSV -> CsvFile.open(file, source, geometryColumn);
                case GEOJSON, GEOJSON_SEQ -> GeoJsonFile.open(file, format, source.encoding(), geometryColumn);
                case PARQUET, GEOPARQUET -> ParquetRecordFile.open(file, geometryColumn, ParquetRecordFile.Part.ALL);
                case GEOPACKAGE -> GeoPackageFile.open(file, source.layer(), geometryColumn);
                case SHAPEFILE -> Shapefile.open(file, source.encoding(), geometryColumn);
            };
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Format of a file, by its first bytes; for Parquet and JSON by its footer or first members too.
     *
     * @throws InputException when it is none that is accepted
     */
    public static Format formatOf(InputFile file) {
        try {
            byte[] head;
            try (InputStream in = TextReader.openBytes(file)) {
                head = in.readNBytes(HEAD);
            }
            if (head.length == 0) {
                throw new InputException("Cannot read " + file.relative() + ": it is empty; " + Format.ACCEPTED);
            }
            String start = new String(head, StandardCharsets.ISO_8859_1);
            if (start.startsWith("PAR1") || start.startsWith("PARE")) {
                return ParquetFooter.read(file).geo().isPresent() ? Format.GEOPARQUET : Format.PARQUET;
            }
            if (start.startsWith("SQLite format 3\0")) {
                return Format.GEOPACKAGE;
            }
            if (TextReader.startsWith(head, 0, 0, 0x27, 0x0A)) {
                if (!file.relative().toLowerCase(Locale.ROOT).endsWith(".shp")) {
                    throw new InputException("Cannot read " + file.relative()
                            + ": it is a companion of a Shapefile; the .shp beside it is accepted");
                }
                return Format.SHAPEFILE;
            }
            return textFormat(file, head, start);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Format textFormat(InputFile file, byte[] head, String start) throws IOException {
        boolean wide = TextReader.startsWith(head, 0xFF, 0xFE) || TextReader.startsWith(head, 0xFE, 0xFF);
        if (!wide && start.indexOf('\0') >= 0) {
            throw new InputException("Cannot read " + file.relative() + ": it is a binary file of an unknown format"
                    + (start.startsWith("PK") ? " (a zip: unpack it first)" : "") + "; " + Format.ACCEPTED);
        }
        String text = start.startsWith("\u00EF\u00BB\u00BF") ? start.substring(3) : wide ? start.substring(2) : start;
        int first = 0;
        while (first < text.length() && text.charAt(first) <= ' ') {
            first++;
        }
        if (first < text.length() && text.charAt(first) == '{') {
            return GeoJsonFeatures.formatOf(file);
        }
        String name = file.relative().toLowerCase(Locale.ROOT);
        if (BINARY_NAMES.stream().anyMatch(name::endsWith)) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": it is text that begins with '"
                            + DecodedGeometry.shorten(text.strip())
                            + "', not what its name says; the file itself is accepted, not a pointer to it or a page that tells of it");
        }
        if (name.endsWith(".json")
                || name.endsWith(".geojson")
                || name.endsWith(".geojsonl")
                || name.endsWith(".geojsonseq")) {
            throw new InputException("Cannot read " + file.relative()
                    + ": it does not begin with { as GeoJSON does but with '" + DecodedGeometry.shorten(text.strip())
                    + "'; a FeatureCollection or a sequence of Features is accepted");
        }
        return Format.CSV;
    }

    private static InputException unreadable(InputFile file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new InputException("Cannot read " + file.relative() + ": there is no such file", e);
        }
        if (e instanceof EOFException || e instanceof ZipException) {
            return new InputException(
                    "Cannot read " + file.relative() + ": its compressed content is cut short or damaged ("
                            + e.getMessage() + "); the whole file is accepted",
                    e);
        }
        return new InputException("Cannot read " + file.relative() + ": " + e, e);
    }
}
