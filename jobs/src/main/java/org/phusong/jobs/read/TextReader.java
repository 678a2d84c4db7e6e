package org.phusong.jobs.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Text of a file, perhaps compressed: decoded strictly, so that a wrong encoding is an error that names its line and never a replacement
 * character, and bounded for each record, so that an unclosed quote cannot swallow a file.
 */
final class TextReader extends Reader {

    /** Most characters of one record: 16 Mi. */
    static final int RECORD_LIMIT = 1 << 24;

    private final String name;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(1 << 15).limit(0);
    private boolean end;
    private boolean malformed;
    private long line = 1;
    private long recordLine = 1;
    private long recordChars;
    private long limit = RECORD_LIMIT + (long) (1 << 15);

    private TextReader(String name, InputStream in, Charset charset) {
        this.name = name;
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Opens a file in the given encoding; a byte order mark overrules it and is not part of the text.
     *
     * @param encoding name of a charset; null for UTF-8
     * @throws InputException when there is no such charset
     */
    static TextReader open(InputFile file, @Nullable String encoding) throws IOException {
        Charset stated = charset(file, encoding);
        PushbackInputStream in = new PushbackInputStream(openBytes(file), 3);
        try {
            byte[] mark = in.readNBytes(3);
            Charset charset = stated;
            int length = 0;
            if (startsWith(mark, 0xEF, 0xBB, 0xBF)) {
                charset = StandardCharsets.UTF_8;
                length = 3;
            } else if (startsWith(mark, 0xFF, 0xFE)) {
                charset = StandardCharsets.UTF_16LE;
                length = 2;
            } else if (startsWith(mark, 0xFE, 0xFF)) {
                charset = StandardCharsets.UTF_16BE;
                length = 2;
            }
            in.unread(mark, length, mark.length - length);
            return new TextReader(file.relative(), in, charset);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** As {@link #open}, for formats that bound their records themselves. */
    static TextReader unlimited(InputFile file, @Nullable String encoding) throws IOException {
        TextReader reader = open(file, encoding);
        reader.limit = Long.MAX_VALUE;
        return reader;
    }

    /** Charset of that name, UTF-8 for null. */
    static Charset charset(InputFile file, @Nullable String encoding) {
        try {
            return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new InputException(
                    "Cannot read " + file.relative() + ": encoding '" + encoding
                            + "' is unknown; names such as UTF-8, windows-1258 or UTF-16LE are accepted",
                    e);
        }
    }

    /** Bytes of the file, decompressed where it begins as gzip does. */
    static InputStream openBytes(InputFile file) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file.path()), 2);
        try {
            byte[] magic = in.readNBytes(2);
            in.unread(magic);
            return startsWith(magic, 0x1F, 0x8B) ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    static boolean startsWith(byte[] bytes, int... prefix) {
        if (bytes.length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** Tells that a record begins, at the given line, for the limit on its length. */
    void beginRecord(long atLine) {
        recordLine = atLine;
        recordChars = 0;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!chars.hasRemaining()) {
            if (malformed) {
                throw new InputException("Cannot read " + name + ": line " + line + " has the byte 0x"
                        + Integer.toHexString(bytes.get(bytes.position()) & 0xFF) + ", which is not " + charset
                        + "; save the file in that encoding or state its own by the key encoding");
            }
            if (!decodeMore()) {
                return -1;
            }
        }
        int n = Math.min(length, chars.remaining());
        chars.get(target, offset, n);
        for (int i = offset; i < offset + n; i++) {
            if (target[i] == '\n') {
                line++;
            }
        }
        recordChars += n;
        if (recordChars > limit) {
            throw new InputException("Cannot read " + name + ": the record that begins on line " + recordLine
                    + " is longer than " + RECORD_LIMIT
                    + " characters, perhaps because a quote is not closed; shorter records are accepted");
        }
        return n;
    }

    /** False at the end of the text. */
    private boolean decodeMore() throws IOException {
        if (end && !bytes.hasRemaining()) {
            return false;
        }
        if (!end) {
            bytes.compact();
            int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
            if (n < 0) {
                end = true;
            } else {
                bytes.position(bytes.position() + n);
            }
            bytes.flip();
        }
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, end);
        malformed = result.isError();
        chars.flip();
        return chars.hasRemaining() || malformed || !end;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
