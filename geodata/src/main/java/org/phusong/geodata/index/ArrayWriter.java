package org.phusong.geodata.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Writes arrays of primitives to a file, one after the other, as they lie in memory; {@link ArrayReader} reads them in the same order.
 *
 * <p>All numbers are little-endian. A file is: {@link #MAGIC}, {@link #VERSION}, a key of {@link #KEY_BYTES} bytes that says what the arrays
 * were made of; for each array a tag, its length and its values; the tag {@link #END} and the number of arrays; the CRC-32C of everything
 * before it. The file is complete after {@link #close()} only. Not thread-safe.
 */
public final class ArrayWriter implements Closeable {

    /** Bytes of a key. */
    public static final int KEY_BYTES = 32;

    static final long MAGIC = 0x31305845444E4950L;
    static final int VERSION = 1;
    static final int END = 0;
    static final int BYTES = 1;
    static final int CHARS = 2;
    static final int INTS = 4;
    static final int LONGS = 8;
    static final int DOUBLES = 9;

    private static final int BUFFER_BYTES = 1 << 20;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long arrays;

    /**
     * Begins a file.
     *
     * @param channel at the start of an empty file; closed with this
     * @param key what the arrays are made of, {@link #KEY_BYTES} bytes
     */
    public ArrayWriter(FileChannel channel, byte[] key) throws IOException {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("A key has " + KEY_BYTES + " bytes, not " + key.length);
        }
        this.channel = channel;
        buffer.putLong(MAGIC).putInt(VERSION).put(key);
        drain();
    }

    /** Appends bytes. */
    public void bytes(byte[] values) throws IOException {
        begin(BYTES, values.length);
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(BUFFER_BYTES, values.length - from);
            buffer.put(values, from, n);
            drain();
        }
    }

    /** Appends UTF-16 code units: text of any kind comes back as it was, lone surrogates included. */
    public void chars(char[] values) throws IOException {
        begin(CHARS, values.length);
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(BUFFER_BYTES / 2, values.length - from);
            buffer.asCharBuffer().put(values, from, n);
            buffer.position(2 * n);
            drain();
        }
    }

    /** Appends ints. */
    public void ints(int[] values) throws IOException {
        begin(INTS, values.length);
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(BUFFER_BYTES / 4, values.length - from);
            buffer.asIntBuffer().put(values, from, n);
            buffer.position(4 * n);
            drain();
        }
    }

    /** Appends longs. */
    public void longs(long[] values) throws IOException {
        begin(LONGS, values.length);
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(BUFFER_BYTES / 8, values.length - from);
            buffer.asLongBuffer().put(values, from, n);
            buffer.position(8 * n);
            drain();
        }
    }

    /** Appends doubles, bit by bit. */
    public void doubles(double[] values) throws IOException {
        begin(DOUBLES, values.length);
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(BUFFER_BYTES / 8, values.length - from);
            buffer.asDoubleBuffer().put(values, from, n);
            buffer.position(8 * n);
            drain();
        }
    }

    private void begin(int tag, int length) throws IOException {
        arrays++;
        buffer.putInt(tag).putLong(length);
        drain();
    }

    private void drain() throws IOException {
        buffer.flip();
        checksum.update(buffer);
        buffer.rewind();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Ends the file with its checksum. */
    @Override
    public void close() throws IOException {
        try (channel) {
            buffer.putInt(END).putLong(arrays);
            drain();
            buffer.putLong(checksum.getValue());
            drain();
        }
    }
}
