package org.phusong.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {

    private static final MessageType EVERY_KIND = new TableSchema("every_kind")
            .text("name")
            .nullableText("note")
            .decimal("total")
            .nullableDecimal("share")
            .integer("networks")
            .whole("record")
            .truth("binding")
            .date("by")
            .bytes("geometry")
            .integers("class_ids")
            .nullableBox("bbox")
            .toMessage();

    @TempDir
    Path folder;

    @Test
    void everyKindOfColumnComesBackAsWritten() throws IOException {
        Path file = folder.resolve("t.parquet");
        try (TableWriter writer = TableWriter.create(file, EVERY_KIND, Map.of("geo", "{}"))) {
            writer.write(
                    "Thạnh An 𝄞",
                    null,
                    1.5,
                    null,
                    3,
                    7L,
                    true,
                    LocalDate.of(2025, 12, 31),
                    new byte[] {1, 2},
                    List.of(0, 5),
                    new double[] {1, 2, 3, 4});
            writer.write("", "x", 0.0, 0.25, 0, -1L, false, LocalDate.of(1969, 12, 31), new byte[0], List.of(), null);
            assertThat(writer.rows()).isEqualTo(2);
        }

        List<Group> rows = read(file);
        Group first = rows.get(0);
        assertThat(first.getString("name", 0)).isEqualTo("Thạnh An 𝄞");
        assertThat(first.getFieldRepetitionCount("note")).isZero();
        assertThat(first.getDouble("total", 0)).isEqualTo(1.5);
        assertThat(first.getFieldRepetitionCount("share")).isZero();
        assertThat(first.getInteger("networks", 0)).isEqualTo(3);
        assertThat(first.getLong("record", 0)).isEqualTo(7);
        assertThat(first.getBoolean("binding", 0)).isTrue();
        // 2025-12-31 is 56 years of 365 days, 14 leap days (1972 to 2024) and -1 after 1970-01-01: 20453.
        assertThat(first.getInteger("by", 0)).isEqualTo(56 * 365 + 14 - 1);
        assertThat(first.getBinary("geometry", 0).getBytes()).containsExactly(1, 2);
        assertThat(first.getGroup("class_ids", 0).getGroup("list", 1).getInteger("element", 0))
                .isEqualTo(5);
        assertThat(first.getGroup("bbox", 0).getDouble("ymax", 0)).isEqualTo(4);
        Group second = rows.get(1);
        assertThat(second.getInteger("by", 0)).isEqualTo(-1);
        assertThat(second.getGroup("class_ids", 0).getFieldRepetitionCount("list"))
                .isZero();
        assertThat(second.getFieldRepetitionCount("bbox")).isZero();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getFooter().getFileMetaData().getKeyValueMetaData())
                    .containsEntry("geo", "{}");
            assertThat(reader.getRowGroups().get(0).getColumns())
                    .allMatch(c -> c.getCodec() == CompressionCodecName.ZSTD);
        }
    }

    @Test
    void aNullInARequiredColumnNamesFileRowAndColumn() throws IOException {
        MessageType schema = new TableSchema("s").text("ward_code").toMessage();
        try (TableWriter writer = TableWriter.create(folder.resolve("w.parquet"), schema, Map.of())) {
            writer.write("00001");
            assertThatThrownBy(() -> writer.write((Object) null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("row 2 of w.parquet")
                    .hasMessageContaining("ward_code")
                    .hasMessageContaining("null");
            assertThatThrownBy(() -> writer.write(1)).hasMessageContaining("'1' (Integer)");
            assertThatThrownBy(() -> writer.write("a", "b")).hasMessageContaining("2 values for 1 columns");
        }
    }

    @Test
    void rowGroupsHoldAboutEightMegabytes() throws IOException {
        MessageType schema = new TableSchema("s").whole("n").decimal("x").toMessage();
        Path file = folder.resolve("big.parquet");
        // Scattered numbers of 8 bytes each: 2 x 8 x 1,500,000 = 24 MB, so at least three groups of 8 MB.
        try (TableWriter writer = TableWriter.create(file, schema, Map.of())) {
            for (long i = 0; i < 1_500_000; i++) {
                long scattered = i * 0x9E3779B97F4A7C15L;
                writer.write(scattered, (double) (scattered >>> 11));
            }
        }
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getRowGroups()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(reader.getRecordCount()).isEqualTo(1_500_000);
        }
    }

    @Test
    void footersThatDifferInOrderAndSparkKeysOnlyBecomeEqual() throws IOException {
        Path one = folder.resolve("one.parquet");
        MessageType schema = new TableSchema("s").text("a").nullableInteger("b").toMessage();
        try (TableWriter writer = TableWriter.create(one, schema, Map.of("b", "2", "a", "1"))) {
            writer.write("x", 1);
            writer.write("x", null);
        }
        byte[] canonical = Files.readAllBytes(one);

        Path two = folder.resolve("two.parquet");
        Files.write(two, withDisorderedFooter(canonical));
        assertThat(Files.readAllBytes(two)).isNotEqualTo(canonical);

        CanonicalFooter.rewrite(two);
        assertThat(Files.readAllBytes(two)).isEqualTo(canonical);
        CanonicalFooter.rewrite(two);
        assertThat(Files.readAllBytes(two)).isEqualTo(canonical);
    }

    @Test
    void aTableWithoutRowsIsAFileWithColumns() throws IOException {
        Path file = folder.resolve("empty.parquet");
        TableWriter.create(file, EVERY_KIND, Map.of()).close();
        assertThat(read(file)).isEmpty();
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            assertThat(reader.getFileMetaData().getSchema()).isEqualTo(EVERY_KIND);
        }
    }

    @Test
    void aFileThatIsNoParquetIsLeftAlone() throws IOException {
        Path file = folder.resolve("not.parquet");
        Files.writeString(file, "PAR1 this is no footer at all");
        assertThatThrownBy(() -> CanonicalFooter.rewrite(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not.parquet");
        assertThat(file).hasContent("PAR1 this is no footer at all");
    }

    private static byte[] withDisorderedFooter(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int start = file.length - 8 - length;
        FileMetaData meta = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
        meta.getRow_groups()
                .forEach(g -> g.getColumns().forEach(c -> {
                    Collections.reverse(c.getMeta_data().getEncodings());
                    Collections.reverse(c.getMeta_data().getEncoding_stats());
                }));
        List<KeyValue> keyValues = new ArrayList<>(meta.getKey_value_metadata());
        keyValues.add(new KeyValue("org.apache.spark.version").setValue("4.0.4"));
        Collections.reverse(keyValues);
        meta.setKey_value_metadata(keyValues);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Arrays.copyOf(file, start));
        Util.writeFileMetaData(meta, out);
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size() - start)
                .array());
        out.write("PAR1".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    static List<Group> read(Path file) throws IOException {
        List<Group> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = new GroupReader(new LocalInputFile(file)).build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static final class GroupReader extends ParquetReader.Builder<Group> {

        GroupReader(InputFile file) {
            super(file, new PlainParquetConfiguration());
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
        }
    }
}
