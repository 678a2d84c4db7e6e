package org.phusong.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedRevisionTest {

    private static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);
    private static final Instant NOON = Instant.parse("2026-10-01T12:00:00.5Z");

    @TempDir
    Path out;

    private Path release() {
        return out.resolve("s").resolve("2026-09-30");
    }

    private Path publish(String content) throws IOException {
        try (StagedRevision staged = StagedRevision.begin(out, "s", AS_OF)) {
            Files.writeString(staged.file("a.txt"), content);
            Files.writeString(staged.restricted("claim/part-00000.txt"), "");
            return staged.publish("because", NOON);
        }
    }

    private List<String> namesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> listed(Path release) throws IOException {
        List<String> names = new ArrayList<>();
        JsonFile.read(release.resolve("release.json"))
                .get("revisions")
                .forEach(r -> names.add(r.get("revision").asText()));
        return names;
    }

    @Test
    void aPublishedRevisionHasAManifestAndIsCurrent() throws IOException {
        Path revision = publish("abc");
        assertThat(revision).isEqualTo(release().resolve("r1"));
        // SHA-256 of "abc" and of nothing: FIPS 180-4 examples.
        assertThat(revision.resolve("manifest.json")).hasContent("""
                {
                  "files" : [
                    {
                      "path" : "a.txt",
                      "bytes" : 3,
                      "sha256" : "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                    },
                    {
                      "path" : "restricted/claim/part-00000.txt",
                      "bytes" : 0,
                      "sha256" : "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
                    }
                  ]
                }""");
        JsonNode index = JsonFile.read(release().resolve("release.json"));
        assertThat(index.get("current").asText()).isEqualTo("r1");
        JsonNode entry = index.get("revisions").get(0);
        assertThat(entry.get("published").asText()).isEqualTo("2026-10-01T12:00:00Z");
        assertThat(entry.get("reason").asText()).isEqualTo("because");
        assertThat(entry.get("manifest_sha256").asText()).isEqualTo(Sha256.of(revision.resolve("manifest.json")));
        assertThat(namesIn(release())).containsExactly(".lock", "r1", "release.json");
    }

    @Test
    void revisionsFollowEachOtherAndEarlierOnesStay() throws IOException {
        publish("one");
        byte[] first = Files.readAllBytes(release().resolve("r1/manifest.json"));
        JsonNode entry = JsonFile.read(release().resolve("release.json"))
                .get("revisions")
                .get(0);
        Files.createDirectory(release().resolve("r07"));
        Files.createDirectory(release().resolve("report"));

        assertThat(publish("two")).isEqualTo(release().resolve("r2"));
        assertThat(Files.readAllBytes(release().resolve("r1/manifest.json"))).isEqualTo(first);
        assertThat(JsonFile.read(release().resolve("release.json"))
                        .get("revisions")
                        .get(0))
                .isEqualTo(entry);
        assertThat(listed(release())).containsExactly("r1", "r2");
        assertThat(ReleaseFolder.find(out)).isEqualTo(release().resolve("r2"));
    }

    @Test
    void aRevisionThatIsNotPublishedVanishes() throws IOException {
        publish("one");
        try (StagedRevision staged = StagedRevision.begin(out, "s", AS_OF)) {
            Files.writeString(staged.file("map/index.html"), "x");
        }
        assertThat(namesIn(release())).containsExactly(".lock", "r1", "release.json");
    }

    @Test
    void whatAKilledRunStagedIsRemovedAndWhatALiveRunStagesIsNot() throws IOException {
        Files.createDirectories(release().resolve(".staging-dead/restricted"));
        Files.writeString(release().resolve(".staging-dead/restricted/x"), "x");
        Files.createFile(release().resolve(".staging-dead.lock"));
        Files.createDirectories(release().resolve(".staging-lockless"));
        try (StagedRevision live = StagedRevision.begin(out, "s", AS_OF);
                StagedRevision other = StagedRevision.begin(out, "s", AS_OF)) {
            assertThat(live.folder()).exists();
            assertThat(namesIn(release())).hasSize(5).noneMatch(name -> name.contains("dead"));
            assertThat(other.publish("", NOON)).isEqualTo(release().resolve("r1"));
            assertThat(live.publish("", NOON)).isEqualTo(release().resolve("r2"));
        }
        assertThat(listed(release())).containsExactly("r1", "r2");
    }

    @Test
    void aRevisionThatWasNeverAnnouncedIsListedByTheNextRun() throws IOException {
        publish("one");
        byte[] before = Files.readAllBytes(release().resolve("release.json"));
        publish("two");
        // As if the run had ended between the two renames.
        Files.write(release().resolve("release.json"), before);
        assertThat(ReleaseFolder.find(out)).isEqualTo(release().resolve("r1"));

        assertThat(publish("three")).isEqualTo(release().resolve("r3"));
        assertThat(listed(release())).containsExactly("r1", "r2", "r3");
        assertThat(JsonFile.read(release().resolve("release.json"))
                        .get("revisions")
                        .get(1)
                        .get("manifest_sha256")
                        .asText())
                .isEqualTo(Sha256.of(release().resolve("r2/manifest.json")));
    }

    @Test
    void aFolderWithARevisionsNameButNoManifestIsLeftAlone() throws IOException {
        Files.createDirectories(release().resolve("r5"));
        assertThat(publish("x")).isEqualTo(release().resolve("r6"));
        assertThat(listed(release())).containsExactly("r6");
    }

    @Test
    void aDamagedIndexIsNeverOverwritten() throws IOException {
        Files.createDirectories(release());
        Files.writeString(release().resolve("release.json"), "{");
        assertThatThrownBy(() -> publish("x"))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("release.json")
                .hasMessageContaining("restore");
        assertThat(release().resolve("release.json")).hasContent("{");
    }

    @Test
    void aReleaseIsFoundFromAnyFolderAbove() throws IOException {
        Path revision = publish("x");
        assertThat(ReleaseFolder.find(revision)).isEqualTo(revision);
        assertThat(ReleaseFolder.find(release())).isEqualTo(revision);
        assertThat(ReleaseFolder.find(out.resolve("s"))).isEqualTo(revision);
        try (StagedRevision staged = StagedRevision.begin(out, "s", AS_OF.plusDays(1))) {
            staged.publish("", NOON);
        }
        assertThatThrownBy(() -> ReleaseFolder.find(out))
                .isInstanceOf(ReleaseException.class)
                .hasMessageContaining("2 releases")
                .hasMessageContaining("2026-10-01");
        assertThatThrownBy(() -> ReleaseFolder.find(out.resolve("none"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> ReleaseFolder.find(revision.resolve("restricted")))
                .hasMessageContaining("no release.json");
    }

    @Test
    void aRunKilledAtAnyMomentLeavesWhatWasPublishedAndTheNextRunCleansUp() throws Exception {
        Random random = new Random(7);
        List<JsonNode> announced = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Process run = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessPublisher.class.getName(),
                            out.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Wait for one more revision, then kill in the middle of the next ones.
            int before = announced.size();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (revisions().size() <= before && System.nanoTime() < end) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(60));
            run.destroyForcibly().waitFor();

            List<JsonNode> now = revisions();
            assertThat(now).hasSizeGreaterThan(before);
            assertThat(now.subList(0, before)).isEqualTo(announced);
            for (JsonNode entry : now) {
                Path revision = release().resolve(entry.get("revision").asText());
                assertThat(Sha256.of(revision.resolve("manifest.json")))
                        .isEqualTo(entry.get("manifest_sha256").asText());
                assertThat(revision.resolve("table.txt")).exists();
            }
            announced = now;
        }
        publish("after");
        assertThat(namesIn(release())).noneMatch(name -> name.startsWith(".staging-"));
        long folders =
                namesIn(release()).stream().filter(n -> n.matches("r\\d+")).count();
        assertThat(listed(release())).hasSize(Math.toIntExact(folders));
    }

    private List<JsonNode> revisions() {
        List<JsonNode> entries = new ArrayList<>();
        try {
            if (Files.exists(release().resolve("release.json"))) {
                JsonFile.read(release().resolve("release.json"))
                        .get("revisions")
                        .forEach(entries::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Publishes until it is killed. */
    static final class EndlessPublisher {

        private EndlessPublisher() {}

        public static void main(String[] arguments) throws IOException {
            // Bounded, so that a failed test leaves no process behind.
            for (int i = 0; i < 2_000; i++) {
                try (StagedRevision staged = StagedRevision.begin(Path.of(arguments[0]), "s", AS_OF)) {
                    Files.writeString(staged.file("table.txt"), "x".repeat(1_000));
                    staged.publish("r", NOON);
                }
            }
        }
    }
}
