package org.phusong.jobs.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Rewrites the footer of a Parquet file so that equal content has equal bytes.
 *
 * <p>Parquet writers take the encodings of a column from a hash set and key-values from a hash map, whose orders differ between two runs of
 * one command. Data pages and indexes stay where they are: only what follows them is written again.
 */
public final class CanonicalFooter {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    // Four bytes of length, then the magic.
    private static final int TAIL_BYTES = 8;
    // Spark's version, and the time zone of the session, say nothing of the content.
    private static final String SPARK_PREFIX = "org.apache.spark.";

    private static final Comparator<PageEncodingStats> PAGES = Comparator.comparing(
                    (PageEncodingStats s) -> s.getPage_type().getValue())
            .thenComparing(s -> s.getEncoding().getValue())
            .thenComparing(PageEncodingStats::getCount);

    private CanonicalFooter() {}

    /**
     * Sorts encodings, page statistics and key-values, and drops Spark's own keys and Hadoop's checksum file. A file that is canonical stays as it is.
     *
     * @throws IOException when the file is no Parquet file with a readable footer; it is then unchanged
     */
    public static void rewrite(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long size = channel.size();
            if (size < MAGIC.length + TAIL_BYTES) {
                throw notParquet(file, "it has " + size + " bytes");
            }
            readFully(channel, tail, size - TAIL_BYTES);
            int length = tail.getInt(0);
            if (!ByteBuffer.wrap(MAGIC).equals(tail.slice(4, MAGIC.length))) {
                throw notParquet(file, "it does not end with PAR1");
            }
            long start = size - TAIL_BYTES - length;
            if (length <= 0 || start < MAGIC.length) {
                throw notParquet(file, "its footer would have " + length + " bytes");
            }
            ByteBuffer old = ByteBuffer.allocate(length);
            readFully(channel, old, start);
            FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(old.array()));
            canonicalise(meta);
            ByteArrayOutputStream footer = new ByteArrayOutputStream();
            Util.writeFileMetaData(meta, footer);
            ByteBuffer fresh = ByteBuffer.allocate(footer.size() + TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            fresh.put(footer.toByteArray()).putInt(footer.size()).put(MAGIC).flip();
            long position = start;
            while (fresh.hasRemaining()) {
                position += channel.write(fresh, position);
            }
            channel.truncate(position);
        }
        // A checksum that Hadoop's file system put beside the file no longer fits it.
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    }

    private static IOException notParquet(Path file, String reason) {
        return new IOException("Cannot rewrite the footer of " + file + ": " + reason + "; a Parquet file is expected");
    }

    private static void readFully(FileChannel channel, ByteBuffer into, long from) throws IOException {
        while (into.hasRemaining()) {
            if (channel.read(into, from + into.position()) < 0) {
                throw new IOException("The file ended before byte " + (from + into.limit()));
            }
        }
    }

    private static void canonicalise(FileMetaData meta) {
        List<KeyValue> keyValues = new ArrayList<>();
        if (meta.isSetKey_value_metadata()) {
            for (KeyValue entry : meta.getKey_value_metadata()) {
                if (!entry.getKey().startsWith(SPARK_PREFIX)) {
                    keyValues.add(entry);
                }
            }
        }
        keyValues.sort(Comparator.comparing(KeyValue::getKey));
        meta.setKey_value_metadata(keyValues);
        for (RowGroup group : meta.getRow_groups()) {
            for (ColumnChunk chunk : group.getColumns()) {
                ColumnMetaData column = chunk.getMeta_data();
                column.getEncodings().sort(Comparator.naturalOrder());
                if (column.isSetEncoding_stats()) {
                    column.getEncoding_stats().sort(PAGES);
                }
                if (column.isSetKey_value_metadata()) {
                    column.getKey_value_metadata().sort(Comparator.comparing(KeyValue::getKey));
                }
            }
        }
    }
}
