package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.locationtech.jts.geom.Geometry;
import org.phusong.jobs.study.Source;

/** Small files made by tests, and how they are read. */
final class Fixtures {

    private Fixtures() {}

    static Source source() {
        return source(null, null, null);
    }

    static Source source(@Nullable String layer, @Nullable String delimiter, @Nullable String encoding) {
        return new Source("wards", 3, "unused", layer, delimiter, encoding, null, null);
    }

    static InputFile write(Path folder, String name, byte[] content) {
        try {
            return new InputFile(Files.write(folder.resolve(name), content), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputFile write(Path folder, String name, String content) {
        return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static List<VerbatimRecord> read(RecordFile open) {
        try (open) {
            List<VerbatimRecord> records = new ArrayList<>();
            for (VerbatimRecord record = open.next(); record != null; record = open.next()) {
                records.add(record);
            }
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<VerbatimRecord> read(InputFile file) {
        return read(RecordFiles.open(file, source(), null));
    }

    static List<String> names(RecordFile open) {
        return open.columns().stream().map(Column::name).toList();
    }

    static List<@Nullable Object> column(RecordFile open, String name) {
        int place = names(open).indexOf(name);
        assertThat(place).as("column " + name + " of " + names(open)).isNotNegative();
        List<@Nullable Object> values = new ArrayList<>();
        for (VerbatimRecord record : read(open)) {
            values.add(record.values().get(place));
        }
        return values;
    }

    static VerbatimRecord.Fault fault(VerbatimRecord record) {
        return Objects.requireNonNull(record.fault(), "fault of record " + record.number());
    }

    static Geometry geometry(VerbatimRecord record) {
        return Objects.requireNonNull(record.geometry(), "geometry of record " + record.number());
    }

    /** Reads the whole file and gives the message of the failure. */
    static String failure(InputFile file, Source source, @Nullable String geometryColumn) {
        InputException e =
                catchThrowableOfType(InputException.class, () -> read(RecordFiles.open(file, source, geometryColumn)));
        assertThat(e).as("failure of " + file.relative()).isNotNull();
        return String.valueOf(e.getMessage());
    }

    static String failure(InputFile file) {
        return failure(file, source(), null);
    }

    /** The folder of real data, or a skipped test where it is absent; a failed one in CI. */
    static Path sharedData() {
        Path here = Path.of("").toAbsolutePath();
        for (Path at = here; at != null; at = at.getParent()) {
            for (String name : List.of("shared/data", "../shared/data")) {
                if (Files.isDirectory(at.resolve(name))) {
                    return at.resolve(name).normalize();
                }
            }
        }
        if (Optional.ofNullable(System.getenv("CI")).orElse("").equals("true")) {
            throw new AssertionError("shared/data is missing above " + here);
        }
        String message = "shared/data is not here: tests on real data are left out";
        System.out.println(message);
        Assumptions.abort(message);
        return here;
    }
}
