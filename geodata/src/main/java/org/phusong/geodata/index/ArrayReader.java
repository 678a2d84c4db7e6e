package org.phusong.geodata.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads the arrays of an {@link ArrayWriter} through a memory map, in the order in which they were written.
 *
 * <p>Nothing of a file is believed before its checksum was compared: that is done on opening. The values are copied into arrays of the
 * heap, at the speed of memory: lookups on arrays are faster than on maps, and tasks elsewhere get them as they are. Not thread-safe.
 */
public final class ArrayReader {

    /** A map reaches at most so far; a file may be longer. */
    private static final int WINDOW_BYTES = 1 << 28;

    private static final int HEADER_BYTES = 8 + 4 + ArrayWriter.KEY_BYTES;
    private static final int TRAILER_BYTES = 4 + 8 + 8;

    private final FileChannel channel;
    private final int windowBytes;
    private final long size;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long position;
    private long arrays;

    private ArrayReader(FileChannel channel, int windowBytes) throws IOException {
        this.channel = channel;
        this.windowBytes = windowBytes;
        this.size = channel.size();
    }

    /** Takes arrays from a reader. */
    @FunctionalInterface
    public interface Content<T> {

        /** Takes all of them; {@link ArrayReader} checks that none is left. */
        T take(ArrayReader in) throws IOException;
    }

    /**
     * Reads a whole file.
     *
     * @param <T> what it gives
     * @param file as {@link ArrayWriter} left it
     * @param key that it must have been written with
     * @param content takes every array
     * @throws DamagedFileException when the file is anything else
     */
    public static <T> T read(Path file, byte[] key, Content<T> content) throws IOException {
        return read(file, key, content, WINDOW_BYTES);
    }

    /** As above, through maps of at most so many bytes, a multiple of 8 that is larger than the header. */
    static <T> T read(Path file, byte[] key, Content<T> content, int windowBytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ArrayReader in = new ArrayReader(channel, windowBytes);
            in.checkAll(key);
            T taken = content.take(in);
            if (in.next(4).getInt() != ArrayWriter.END
                    || in.next(8).getLong() != in.arrays
                    || in.position != in.size - 8) {
                throw new DamagedFileException("it holds more than was asked of it");
            }
            return taken;
        }
    }

    private void checkAll(byte[] key) throws IOException {
        if (size < HEADER_BYTES + TRAILER_BYTES) {
            throw new DamagedFileException("it is cut short");
        }
        ByteBuffer header = next(HEADER_BYTES);
        if (header.getLong() != ArrayWriter.MAGIC) {
            throw new DamagedFileException("it is a file of another kind");
        }
        if (header.getInt() != ArrayWriter.VERSION) {
            throw new DamagedFileException("it is of another version");
        }
        byte[] found = new byte[ArrayWriter.KEY_BYTES];
        header.get(found);
        if (!Arrays.equals(found, key)) {
            throw new DamagedFileException("it was made of other inputs");
        }
        CRC32C checksum = new CRC32C();
        position = 0;
        while (position < size - 8) {
            checksum.update(next((int) Math.min(windowBytes, size - 8 - position)));
        }
        if (next(8).getLong() != checksum.getValue()) {
            throw new DamagedFileException("its checksum is wrong");
        }
        position = HEADER_BYTES;
        window.position(window.limit());
    }

    /** The next bytes, as a buffer of their own. */
    private ByteBuffer next(int bytes) throws IOException {
        if (position + bytes > size) {
            throw new DamagedFileException("it ends before its arrays do");
        }
        if (window.remaining() < bytes) {
            window = channel.map(FileChannel.MapMode.READ_ONLY, position, Math.min(windowBytes, size - position));
        }
        ByteBuffer slice = window.slice(window.position(), bytes).order(ByteOrder.LITTLE_ENDIAN);
        window.position(window.position() + bytes);
        position += bytes;
        return slice;
    }

    /** The length of the next array, which must be of that kind. */
    private int begin(int tag, int valueBytes) throws IOException {
        int found = next(4).getInt();
        long length = next(8).getLong();
        if (found != tag || length < 0 || length > Integer.MAX_VALUE || length * valueBytes > size - position) {
            throw new DamagedFileException("another array was to come");
        }
        arrays++;
        return (int) length;
    }

    /** The next array, of bytes. */
    public byte[] bytes() throws IOException {
        byte[] values = new byte[begin(ArrayWriter.BYTES, 1)];
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(windowBytes, values.length - from);
            next(n).get(values, from, n);
        }
        return values;
    }

    /** The next array, of UTF-16 code units. */
    public char[] chars() throws IOException {
        char[] values = new char[begin(ArrayWriter.CHARS, 2)];
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(windowBytes / 2, values.length - from);
            next(2 * n).asCharBuffer().get(values, from, n);
        }
        return values;
    }

    /** The next array, of ints. */
    public int[] ints() throws IOException {
        int[] values = new int[begin(ArrayWriter.INTS, 4)];
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(windowBytes / 4, values.length - from);
            next(4 * n).asIntBuffer().get(values, from, n);
        }
        return values;
    }

    /** The next array, of longs. */
    public long[] longs() throws IOException {
        long[] values = new long[begin(ArrayWriter.LONGS, 8)];
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(windowBytes / 8, values.length - from);
            next(8 * n).asLongBuffer().get(values, from, n);
        }
        return values;
    }

    /** The next array, of doubles. */
    public double[] doubles() throws IOException {
        double[] values = new double[begin(ArrayWriter.DOUBLES, 8)];
        for (int from = 0, n; from < values.length; from += n) {
            n = Math.min(windowBytes / 8, values.length - from);
            next(8 * n).asDoubleBuffer().get(values, from, n);
        }
        return values;
    }
}
