package org.phusong.jobs.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Shapefile: shapes of the {@code .shp} with the attributes of the {@code .dbf}, which must have as many rows. Features that the
 * {@code .dbf} marks as deleted are left out, but keep their number, so that no attribute ever moves to another shape.
 *
 * <p>Attributes are in the charset of the {@code .cpg}, else in the study's {@code encoding}, else in that of the dBASE header, else in
 * UTF-8. Shapes are found through the {@code .shx} where there is one, else one behind the other.
 */
final class Shapefile implements RecordFile {

    private static final int HEADER = 100;
    private static final int RECORD_HEADER = 8;
    private static final int FILE_CODE = 9994;
    private static final long LARGEST_SMALL_FILE = 1 << 20;
    private static final Pattern WINDOWS_PAGE = Pattern.compile("(?i)(?:ansi |cp|windows)?-?(125[0-8])");
    private static final Pattern ISO_PART = Pattern.compile("(?i)(?:iso[- ]?)?8859[-_]?(\\d{1,2})");

    private final InputFile file;
    private final FileChannel shapes;
    private final @Nullable FileChannel index;
    private final Dbf attributes;
    private final List<Column> columns;
    private final Optional<String> statedCrs;
    private final long size;
    private long offset = HEADER;
    private long number;

    private Shapefile(
            InputFile file, FileChannel shapes, @Nullable FileChannel index, Dbf attributes, Optional<String> statedCrs)
            throws IOException {
        this.file = file;
        this.shapes = shapes;
        this.index = index;
        this.attributes = attributes;
        this.columns = attributes.columns();
        this.statedCrs = statedCrs;
        this.size = checkHeader(shapes, file.relative());
        long count = index == null
                ? countShapes()
                : (checkHeader(index, "the .shx of " + file.relative()) - HEADER) / RECORD_HEADER;
        if (count != attributes.count()) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": its " + (index == null ? ".shp" : ".shx") + " has "
                            + count + " shapes and its .dbf " + attributes.count()
                            + " rows; files that belong together have as many, deleted ones included");
        }
    }

    /**
     * Opens the files that belong to a {@code .shp}.
     *
     * @param encoding of attributes where no {@code .cpg} says; null where the study does not say either
     * @param geometryColumn null or {@code geometry}: the format's own
     * @throws InputException when the {@code .dbf} is missing, or files are cut short or do not belong together
     */
    static Shapefile open(InputFile file, @Nullable String encoding, @Nullable String geometryColumn)
            throws IOException {
        if (geometryColumn != null && !geometryColumn.equals("geometry")) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": it is a Shapefile and has no geometry column '"
                            + geometryColumn + "'; leave the key geometry out to take its shapes");
        }
        Path table = sibling(file, "dbf")
                .orElseThrow(() -> new InputException("Cannot read " + file.relative()
                        + ": the .dbf with its attributes is missing; a .shp and a .dbf side by side are accepted"));
        Optional<Charset> charset = charset(file, encoding);
        Optional<String> crs = smallText(file, "prj");
        FileChannel shapes = FileChannel.open(file.path());
        FileChannel index = null;
        Dbf attributes = null;
        try {
            Optional<Path> shx = sibling(file, "shx");
            index = shx.isPresent() ? FileChannel.open(shx.get()) : null;
            attributes = Dbf.open(
                    "the .dbf of " + file.relative(), table, driver -> charset.orElseGet(() -> Dbf.charsetOf(driver)));
            return new Shapefile(file, shapes, index, attributes, crs);
        } catch (IOException | RuntimeException e) {
            closeAll(shapes, index, attributes);
            throw e;
        }
    }

    private static Optional<Path> sibling(InputFile file, String extension) throws IOException {
        Path path = file.path().toAbsolutePath();
        String name = String.valueOf(path.getFileName());
        String wanted = name.substring(0, name.length() - "shp".length()) + extension;
        Path exact = path.resolveSibling(wanted);
        Path folder = path.getParent();
        if (Files.exists(exact) || folder == null) {
            return Optional.of(exact).filter(Files::exists);
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            Path found = null;
            for (Path other : all) {
                if (String.valueOf(other.getFileName()).equalsIgnoreCase(wanted)
                        && (found == null || other.compareTo(found) < 0)) {
                    found = other;
                }
            }
            return Optional.ofNullable(found);
        }
    }

    private static Optional<String> smallText(InputFile file, String extension) throws IOException {
        Optional<Path> path = sibling(file, extension);
        if (path.isEmpty() || Files.size(path.get()) > LARGEST_SMALL_FILE) {
            return Optional.empty();
        }
        String text = new String(Files.readAllBytes(path.get()), StandardCharsets.UTF_8).strip();
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text).filter(t -> !t.isEmpty());
    }

    private static Optional<Charset> charset(InputFile file, @Nullable String encoding) throws IOException {
        Optional<String> stated = smallText(file, "cpg");
        if (stated.isEmpty()) {
            return encoding == null ? Optional.empty() : Optional.of(TextReader.charset(file, encoding));
        }
        String name = stated.get();
        var windows = WINDOWS_PAGE.matcher(name);
        var iso = ISO_PART.matcher(name);
        String known = windows.matches()
                ? "windows-" + windows.group(1)
                : iso.matches() ? "ISO-8859-" + iso.group(1) : name.equals("65001") ? "UTF-8" : name;
        return Optional.of(TextReader.charset(file, known.toUpperCase(Locale.ROOT)));
    }

    /** Size of a .shp or .shx in bytes, which is the one its header states. */
    private static long checkHeader(FileChannel channel, String name) throws IOException {
        long size = channel.size();
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        long stated = HEADER;
        if (size >= HEADER) {
            readFully(channel, header, 0);
            // Lengths are in words of 16 bits.
            stated = header.getInt(24) * 2L;
        }
        if (size < stated) {
            throw new InputException("Cannot read " + name + ": it has " + size + " bytes where its header promises "
                    + stated + "; it is cut short, the whole file is accepted");
        }
        if (header.getInt(0) != FILE_CODE || size != stated || stated < HEADER) {
            throw new InputException("Cannot read " + name + ": it has " + size + " bytes where its header says "
                    + stated + "; it is damaged, a Shapefile whose lengths agree is accepted");
        }
        return size;
    }

    private static void readFully(FileChannel channel, ByteBuffer target, long position) throws IOException {
        long at = position;
        while (target.hasRemaining()) {
            int n = channel.read(target, at);
            if (n < 0) {
                throw new java.io.EOFException("ends at byte " + at);
            }
            at += n;
        }
        target.flip();
    }

    private long countShapes() throws IOException {
        long count = 0;
        for (long at = HEADER; at < size; count++) {
            at += RECORD_HEADER + contentLength(at, count + 1);
        }
        return count;
    }

    private int contentLength(long at, long record) throws IOException {
        long length = -1;
        if (at >= HEADER && at + RECORD_HEADER <= size) {
            ByteBuffer header = ByteBuffer.allocate(RECORD_HEADER);
            readFully(shapes, header, at);
            length = header.getInt(4) * 2L;
        }
        if (length < Integer.BYTES || at + RECORD_HEADER + length > size) {
            throw new InputException("Cannot read " + file.relative() + ": shape " + record + " at byte " + at
                    + " does not lie within its " + size + " bytes; it is cut short or damaged");
        }
        return (int) length;
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
        return Optional.empty();
    }

    @Override
    public @Nullable VerbatimRecord next() throws IOException {
        while (number < attributes.count()) {
            number++;
            if (index != null) {
                ByteBuffer entry = ByteBuffer.allocate(RECORD_HEADER);
                readFully(index, entry, HEADER + (number - 1) * RECORD_HEADER);
                offset = entry.getInt(0) * 2L;
            }
            int length = contentLength(offset, number);
            Dbf.Row row = attributes.next();
            if (!row.deleted()) {
                ByteBuffer content = ByteBuffer.allocate(length);
                readFully(shapes, content, offset + RECORD_HEADER);
                offset += RECORD_HEADER + length;
                DecodedGeometry geometry = ShapeGeometry.decode(content.array());
                return new VerbatimRecord(
                        number,
                        row.values(),
                        geometry.geometry(),
                        row.fault() == null ? geometry.fault() : row.fault());
            }
            offset += RECORD_HEADER + length;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        closeAll(shapes, index, attributes);
    }

    private static void closeAll(FileChannel shapes, @Nullable FileChannel index, @Nullable Dbf attributes)
            throws IOException {
        try (shapes;
                index) {
            if (attributes != null) {
                attributes.close();
            }
        }
    }
}
