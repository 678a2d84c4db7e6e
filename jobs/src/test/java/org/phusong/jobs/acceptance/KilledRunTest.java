package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.cli.CommandLineRun;

/** Runs that are killed as processes, at moments spread over a run: nothing published changes, and the next run cleans up. */
class KilledRunTest {

    /** The run is killed when it says that it begins this. */
    private static final List<String> MOMENTS = List.of("joining households", "writing households", "publishing");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void whatIsPublishedOutlivesRunsThatAreKilled() throws Exception {
        Path study = new MadeUpTown(6000).write(folder, MadeUpTown.Filed.CSV, 2, 0);
        Path out = folder.resolve("out");
        assertThat(CommandLineRun.ofStudy(study, out).code()).isZero();
        Path release = out.resolve("town/2026-09-30");
        Path first = release.resolve("r1");
        Map<String, String> published = Release.filesBelow(first);
        byte[] index = Files.readAllBytes(release.resolve("release.json"));

        for (String moment : MOMENTS) {
            assertThat(runAndKill(study, out, moment)).as("killed at " + moment).isTrue();
            assertThat(Release.filesBelow(first))
                    .as("after a kill at " + moment)
                    .isEqualTo(published);
            if (!moment.equals("publishing")) {
                assertThat(Files.readAllBytes(release.resolve("release.json"))).isEqualTo(index);
                assertThat(release.resolve("r2")).doesNotExist();
            }
            everyRevisionListedIsThere(release);
        }

        // In another process, so that nothing rests on the hash seeds of one.
        int code = process(study, out)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertThat(code).isZero();
        JsonNode now = everyRevisionListedIsThere(release);
        Path current = release.resolve(now.get("current").asText());
        assertThat(current).isNotEqualTo(first);
        assertThat(Release.manifest(current)).isEqualTo(Release.manifest(first));
        assertThat(Release.filesBelow(first)).isEqualTo(published);
        try (Stream<Path> left = Files.list(release)) {
            assertThat(left.map(p -> p.getFileName().toString())
                            .filter(n -> !n.matches("r[0-9]+|release\\.json|\\.lock")))
                    .isEmpty();
        }
    }

    private static JsonNode everyRevisionListedIsThere(Path release) throws IOException {
        JsonNode index =
                new ObjectMapper().readTree(release.resolve("release.json").toFile());
        for (JsonNode revision : index.get("revisions")) {
            Path folder = release.resolve(revision.get("revision").asText());
            assertThat(DigestUtils.sha256Hex(Files.readAllBytes(folder.resolve("manifest.json"))))
                    .isEqualTo(revision.get("manifest_sha256").asText());
            JsonNode manifest =
                    new ObjectMapper().readTree(folder.resolve("manifest.json").toFile());
            for (JsonNode file : manifest.get("files")) {
                assertThat(DigestUtils.sha256Hex(Files.readAllBytes(
                                folder.resolve(file.get("path").asText()))))
                        .isEqualTo(file.get("sha256").asText());
            }
        }
        return index;
    }

    /** True when the run reached the moment. */
    private static boolean runAndKill(Path study, Path out, String moment) throws IOException, InterruptedException {
        Process process = process(study, out)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader progress = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = progress.readLine(); line != null; line = progress.readLine()) {
                if (line.startsWith(moment)) {
                    return true;
                }
            }
            return false;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static ProcessBuilder process(Path study, Path out) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens") || flag.startsWith("-XX:") || flag.startsWith("-Djdk."))
                .forEach(command::add);
        // The compiler's first stage only: these runs are too short for more.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of("org.phusong.jobs.cli.Phusong", "run", study.toString(), "--out", out.toString()));
        command.addAll(List.of("--no-map", "--master", "local[1]"));
        return new ProcessBuilder(command);
    }
}
