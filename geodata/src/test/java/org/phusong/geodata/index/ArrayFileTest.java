package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayFileTest {

    private static final byte[] KEY = new byte[ArrayWriter.KEY_BYTES];

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Writes arrays. */
    private interface Content {
        void to(ArrayWriter out) throws IOException;
    }

    private Path write(Content content) throws IOException {
        Path file = Files.createTempFile(folder, "arrays", "");
        try (ArrayWriter out = new ArrayWriter(FileChannel.open(file, StandardOpenOption.WRITE), KEY)) {
            content.to(out);
        }
        return file;
    }

    private static String readSmall(Path file) throws IOException {
        return ArrayReader.read(
                file, KEY, in -> Arrays.toString(in.ints()) + new String(in.chars()) + Arrays.toString(in.doubles()));
    }

    private Path small() throws IOException {
        return write(out -> {
            out.ints(new int[] {1, -2});
            out.chars("ữ\ud800".toCharArray());
            out.doubles(new double[] {-0.0, Double.MIN_VALUE});
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {4096, 1 << 20, 1 << 28})
    void arraysOfEveryKindAndOfManyBuffersAndMapsComeBackBitByBit(int windowBytes) throws IOException {
        Random random = new Random(1);
        byte[] bytes = new byte[3_000_001];
        random.nextBytes(bytes);
        char[] chars = new char[1_100_003];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) random.nextInt(1 << 16);
        }
        int[] ints = random.ints(700_001).toArray();
        long[] longs = random.longs(300_001).toArray();
        double[] doubles =
                random.longs(300_003).mapToDouble(Double::longBitsToDouble).toArray();

        Path file = write(out -> {
            out.bytes(bytes);
            out.chars(chars);
            out.ints(ints);
            out.ints(new int[0]);
            out.longs(longs);
            out.doubles(doubles);
        });

        ArrayReader.Content<String> content = in -> {
            assertThat(in.bytes()).isEqualTo(bytes);
            assertThat(in.chars()).isEqualTo(chars);
            assertThat(in.ints()).isEqualTo(ints);
            assertThat(in.ints()).isEmpty();
            assertThat(in.longs()).isEqualTo(longs);
            // NaN is equal to NaN here, whatever its payload; the others are compared bit by bit.
            assertThat(Arrays.equals(in.doubles(), doubles)).isTrue();
            return "all";
        };
        assertThat(ArrayReader.read(file, KEY, content, windowBytes)).isEqualTo("all");
    }

    @Test
    void anyFlippedBitIsFound() throws IOException {
        Path file = small();
        byte[] good = Files.readAllBytes(file);
        for (int bit = 0; bit < 8 * good.length; bit++) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, bad);
            assertThatThrownBy(() -> readSmall(file)).as("bit %d", bit).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void anyOtherLengthIsFound() throws IOException {
        Path file = small();
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length + 20; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            if (length == good.length) {
                assertThat(readSmall(file)).isEqualTo("[1, -2]ữ\ud800[-0.0, 4.9E-324]");
            } else {
                assertThatThrownBy(() -> readSmall(file)).isInstanceOf(DamagedFileException.class);
            }
        }
    }

    @Test
    void anotherKeyAnotherOrderAndAnArrayLeftOverAreRefused() throws IOException {
        Path file = small();
        byte[] otherKey = KEY.clone();
        otherKey[31] = 1;

        assertThatThrownBy(() -> ArrayReader.read(file, otherKey, ArrayReader::ints))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("it was made of other inputs");
        assertThatThrownBy(() -> ArrayReader.read(file, KEY, ArrayReader::longs))
                .isInstanceOf(DamagedFileException.class)
                .hasMessage("another array was to come");
        assertThatThrownBy(() -> ArrayReader.read(file, KEY, ArrayReader::ints))
                .isInstanceOf(DamagedFileException.class);
    }
}
