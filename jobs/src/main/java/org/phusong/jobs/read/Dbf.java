package org.phusong.jobs.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a Shapefile: dBASE rows one after the other, deleted ones included, so that row i always belongs to shape i.
 *
 * <p>Types C, N, F, L and D are columns; memo and binary types are none. Blank values are missing, and so are numbers of asterisks. Text
 * is decoded strictly, but a character that the field's end has cut in two is dropped, as the writer's limit of 254 bytes does that.
 */
final class Dbf implements AutoCloseable {

    private static final int HEADER = 32;
    private static final int DESCRIPTOR = 32;
    private static final int NAME = 11;
    private static final int MOST_DIGITS_OF_LONG = 18;
    private static final byte END_OF_FIELDS = 0x0D;

    private final String name;
    private final InputStream in;
    private final List<Field> fields;
    private final long count;
    private final byte[] row;
    private final Charset charset;

    /** A field of a row; text and unknown types too. */
    private record Field(String name, char type, int decimals, int start, int length) {

        boolean isColumn() {
            return "CNFLD".indexOf(type) >= 0;
        }

        Column.Type columnType() {
            return switch (type) {
                case 'L' -> Column.Type.BOOLEAN;
                case 'D' -> Column.Type.DATE;
                case 'F' -> Column.Type.DOUBLE;
                case 'N' ->
                    decimals > 0
                            ? Column.Type.DOUBLE
                            : length <= MOST_DIGITS_OF_LONG ? Column.Type.INTEGER : Column.Type.DECIMAL;
                default -> Column.Type.TEXT;
            };
        }
    }

    /** A row: whether it is deleted, its values, and why one of them cannot be read. */
    record Row(boolean deleted, List<@Nullable Object> values, VerbatimRecord.@Nullable Fault fault) {}

    private Dbf(String name, InputStream in, long size, IntFunction<Charset> charsetOf) throws IOException {
        this.name = name;
        this.in = in;
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        if (header.limit() < HEADER) {
            throw cutShort(size, HEADER);
        }
        this.count = Integer.toUnsignedLong(header.getInt(4));
        int headerLength = Short.toUnsignedInt(header.getShort(8));
        int rowLength = Short.toUnsignedInt(header.getShort(10));
        this.charset = charsetOf.apply(header.get(29) & 0xFF);
        byte[] descriptors = in.readNBytes(Math.max(0, headerLength - HEADER));
        // The last row may be followed by an end mark, or not.
        if (size < headerLength + count * rowLength || descriptors.length < headerLength - HEADER) {
            throw cutShort(size, headerLength + count * rowLength);
        }
        this.fields = fields(descriptors, rowLength);
        this.row = new byte[rowLength];
    }

    /**
     * Opens the table.
     *
     * @param name of the file, for messages
     * @param path the {@code .dbf}
     * @param charsetOf charset for the language driver id of its header
     * @throws InputException when it is cut short or its fields do not fit its rows
     */
    static Dbf open(String name, Path path, IntFunction<Charset> charsetOf) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            return new Dbf(name, in, Files.size(path), charsetOf);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    private InputException cutShort(long size, long stated) {
        return new InputException("Cannot read " + name + ": it has " + size + " bytes where its header promises "
                + stated + " (" + count + " rows); it is cut short, the whole file is accepted");
    }

    private List<Field> fields(byte[] descriptors, int rowLength) {
        List<Field> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int start = 1;
        for (int at = 0; at + DESCRIPTOR <= descriptors.length && descriptors[at] != END_OF_FIELDS; at += DESCRIPTOR) {
            int end = 0;
            while (end < NAME && descriptors[at + end] != 0) {
                end++;
            }
            Field field = new Field(
                    new String(descriptors, at, end, charset).strip(),
                    (char) (descriptors[at + NAME] & 0xFF),
                    descriptors[at + 17] & 0xFF,
                    start,
                    descriptors[at + 16] & 0xFF);
            if (field.name().isEmpty() || !names.add(field.name())) {
                throw new InputException("Cannot read " + name + ": field " + (found.size() + 1)
                        + " has no name, or one that another has: '" + field.name()
                        + "'; different names are accepted");
            }
            found.add(field);
            start += field.length();
        }
        if (start > rowLength || found.isEmpty()) {
            throw new InputException("Cannot read " + name + ": its " + found.size() + " fields take " + start
                    + " bytes a row where its header says " + rowLength + "; it is damaged");
        }
        return List.copyOf(found);
    }

    /** Rows of the table, deleted ones included. */
    long count() {
        return count;
    }

    /** Columns, in the order of the file. */
    List<Column> columns() {
        return fields.stream()
                .filter(Field::isColumn)
                .map(field -> new Column(field.name(), field.columnType()))
                .toList();
    }

    /** The next row; there are as many as {@link #count()}. */
    Row next() throws IOException {
        if (in.readNBytes(row, 0, row.length) < row.length) {
            throw new EOFException(name + " has become shorter while it was read");
        }
        boolean deleted = row[0] == '*';
        List<@Nullable Object> values = new ArrayList<>();
        VerbatimRecord.Fault fault = null;
        for (Field field : fields) {
            if (!field.isColumn()) {
                continue;
            }
            Object value = null;
            if (!deleted) {
                try {
                    value = value(field);
                } catch (IOException | DateTimeException | IllegalArgumentException e) {
                    fault = new VerbatimRecord.Fault(
                            false,
                            "Its value of column '" + field.name() + "' is no " + field.columnType()
                                    + (field.type() == 'C' ? " in " + charset : "")
                                    + "; the dBASE form of it is accepted",
                            DecodedGeometry.shorten(
                                    new String(row, field.start(), field.length(), StandardCharsets.ISO_8859_1)
                                            .strip()));
                }
            }
            values.add(value);
        }
        return new Row(deleted, values, fault);
    }

    private @Nullable Object value(Field field) throws IOException {
        if (field.type() == 'C') {
            return text(field);
        }
        String text = new String(row, field.start(), field.length(), StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (text.isEmpty() || text.chars().allMatch(c -> c == '*' || c == '?')) {
            return null;
        }
        return switch (field.columnType()) {
            case BOOLEAN ->
                switch (text) {
                    case "T", "t", "Y", "y" -> true;
                    case "F", "f", "N", "n" -> false;
                    default -> throw new IllegalArgumentException(text);
                };
            case DATE -> text.equals("00000000") ? null : LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
            case INTEGER -> Long.parseLong(text);
            case DECIMAL -> {
                if (!text.matches("[+-]?\\d+")) {
                    throw new IllegalArgumentException(text);
                }
                yield new BigDecimal(text);
            }
            default -> Double.parseDouble(text);
        };
    }

    private @Nullable String text(Field field) throws IOException {
        int end = field.start() + field.length();
        while (end > field.start() && (row[end - 1] == ' ' || row[end - 1] == 0)) {
            end--;
        }
        ByteBuffer bytes = ByteBuffer.wrap(row, field.start(), end - field.start());
        CharBuffer chars = CharBuffer.allocate(field.length());
        CoderResult result = charset.newDecoder().decode(bytes, chars, false);
        // Fewer characters than bytes before the end prove the charset, so that what is left over is a character cut in
        // two.
        boolean cut = end == field.start() + field.length() && chars.position() < bytes.position() - field.start();
        if (result.isError() || (bytes.hasRemaining() && !cut)) {
            throw new MalformedInputException(bytes.remaining());
        }
        String text = chars.flip().toString();
        return text.isEmpty() ? null : text;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Charset of a language driver id of the header; UTF-8 for those that name none. */
    static Charset charsetOf(int languageDriver) {
        String charset = switch (languageDriver) {
            case 0x01 -> "IBM437";
            case 0x02 -> "IBM850";
            case 0x03, 0x57, 0x58, 0x59 -> "windows-1252";
            case 0x4D -> "GBK";
            case 0x4E -> "x-windows-949";
            case 0x4F -> "Big5";
            case 0x50 -> "x-windows-874";
            case 0x64 -> "IBM852";
            case 0x65, 0x26 -> "IBM866";
            case 0xC8 -> "windows-1250";
            case 0xC9 -> "windows-1251";
            case 0xCA -> "windows-1254";
            case 0xCB -> "windows-1253";
            default -> StandardCharsets.UTF_8.name();
        };
        return Charset.isSupported(charset) ? Charset.forName(charset) : StandardCharsets.UTF_8;
    }
}
