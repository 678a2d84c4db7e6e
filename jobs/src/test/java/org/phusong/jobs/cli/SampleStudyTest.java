package org.phusong.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.StudyFile;
import org.phusong.jobs.table.Sha256;

class SampleStudyTest {

    private static final int HOUSEHOLDS = 3_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit injects it
    Path folder;

    @Test
    void theStudyOfTheCityIsValidLabelledAndNamesFilesThatAreThere() throws Exception {
        Path file = SampleStudy.writeCity(folder.resolve("city"), HOUSEHOLDS, 1);
        Study study = StudyFile.read(file);
        assertThat(study.title()).containsEntry("en", "Synthetic sample city");
        assertThat(study.measures()).containsExactly("households", "population");
        Stream.concat(
                        Stream.of(study.wards().source(), study.households().source()),
                        study.coverage().stream().map(c -> c.source()))
                .forEach(source ->
                        assertThat(study.folder().resolve(source.path())).isNotEmptyFile());
        assertThat(file.resolveSibling(SampleStudy.LABEL)).content().contains("SYNTHETIC", "GIẢ LẬP");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path first = SampleStudy.writeCity(folder.resolve("first"), HOUSEHOLDS, 1);
        Path again = SampleStudy.writeCity(folder.resolve("again"), HOUSEHOLDS, 1);
        Path other = SampleStudy.writeCity(folder.resolve("other"), HOUSEHOLDS, 2);
        Map<String, String> bytes = hashes(first);
        assertThat(hashes(again)).isEqualTo(bytes);
        Map<String, String> otherBytes = hashes(other);
        assertThat(otherBytes.keySet()).isEqualTo(bytes.keySet());
        for (String name :
                List.of("wards.geojson", "households.parquet", "coverage/fixed.geojson", "coverage/mobile.parquet")) {
            assertThat(otherBytes.get(name)).isNotNull().isNotEqualTo(bytes.get(name));
        }
    }

    @Test
    void theListNamesOneHouseholdInAHundredInTheColumnsOfTheFcc() throws IOException {
        Path file = SampleStudy.writeCity(folder.resolve("city"), HOUSEHOLDS, 1);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file.resolveSibling("coverage/connections.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<String> lines = in.lines().toList();
            assertThat(lines.get(0)).startsWith("location_id,brand_name,technology,");
            // 1 % of 3,000 is 30, with a standard deviation of 5.5.
            assertThat(lines).hasSizeBetween(10, 55);
            assertThat(lines.subList(1, lines.size())).allMatch(l -> l.matches("H[0-9]{7},[^,]+,50,300,300,[BR]"));
        }
    }

    @Test
    void aStudyThatSomebodyWroteIntoIsKept() throws IOException {
        Path file = SampleStudy.writeCity(folder.resolve("city"), 100, 1);
        String edited = Files.readString(file) + "# mine\n";
        Files.writeString(file, edited);

        assertThatThrownBy(() -> SampleStudy.writeCity(folder.resolve("city"), 100, 1))
                .hasMessageContaining("study.yaml was changed since the sample was made");
        assertThat(file).hasContent(edited);
    }

    @Test
    void anEarlierSampleIsReplacedAndNothingElseIs() throws IOException {
        Path out = folder.resolve("city");
        SampleStudy.writeCity(out, 100, 1);
        Map<String, String> before = hashes(out.resolve("study.yaml"));
        SampleStudy.writeCity(out, 200, 1);
        assertThat(hashes(out.resolve("study.yaml"))).isNotEqualTo(before);

        Files.writeString(out.resolve("notes.txt"), "mine");
        assertThatThrownBy(() -> SampleStudy.writeCity(out, 100, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("'notes.txt', which no sample made")
                .hasMessageContaining("new, empty or holds an earlier sample");
        assertThat(out.resolve("notes.txt")).hasContent("mine");
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(out);
        }
    }

    private static Map<String, String> hashes(Path study) throws IOException {
        Path root = study.resolveSibling("");
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                hashes.put(root.relativize(path).toString(), Sha256.of(path));
            }
        }
        return hashes;
    }
}
