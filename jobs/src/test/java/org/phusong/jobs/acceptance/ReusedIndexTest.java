package org.phusong.jobs.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.phusong.jobs.cache.LayerCache;
import org.phusong.jobs.cache.Layers;
import org.phusong.jobs.cli.CommandLineRun;
import org.phusong.jobs.cover.ClaimClasses;
import org.phusong.jobs.cover.CoverageModel;
import org.phusong.jobs.read.ClaimLayer;
import org.phusong.jobs.read.ClaimReader;
import org.phusong.jobs.read.WardLayer;
import org.phusong.jobs.read.WardReader;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.StudyFaultException;
import org.phusong.jobs.study.StudyFile;

/** Runs that reuse the index of an earlier one, and the folder that it is kept in. */
class ReusedIndexTest {

    private static final long GIGABYTE = 1L << 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    private final List<String> notes = new ArrayList<>();
    private int runs;

    @BeforeEach
    void writeStudy() throws IOException {
        file = new MadeUpTown(500).write(folder.resolve("town"), MadeUpTown.Filed.CSV, 1, 0);
    }

    private Path cacheFolder() {
        return folder.resolve("cache");
    }

    private List<Path> kept() throws IOException {
        if (!Files.exists(cacheFolder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cacheFolder())) {
            return files.sorted().toList();
        }
    }

    private record Run(Path revision, boolean reused, String err) {}

    private Run run(String... more) {
        Path out = folder.resolve("out" + runs++);
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return new Run(out.resolve("town/2026-09-30/r1"), !run.out().contains("building the index"), run.err());
    }

    private Run runWithCache() {
        return run("--cache", cacheFolder().toString());
    }

    /** Every file but those that hold times. */
    private static Map<String, String> tables(Run run) throws IOException {
        Map<String, String> files = Release.filesBelow(run.revision());
        files.keySet().removeAll(List.of("run_report.json", "manifest.json"));
        return files;
    }

    private void replace(Path changed, String from, String to) throws IOException {
        String text = Files.readString(changed);
        assertThat(text).contains(from);
        Files.writeString(changed, text.replace(from, to));
    }

    @Test
    void aReusedIndexGivesTheSameBytes() throws IOException {
        Run without = run("--no-cache");
        assertThat(kept()).isEmpty();
        Run first = runWithCache();
        Run second = runWithCache();

        assertThat(without.reused()).isFalse();
        assertThat(first.reused()).isFalse();
        assertThat(second.reused()).isTrue();
        assertThat(tables(first)).isEqualTo(tables(without)).containsKey("restricted/data_issue.parquet");
        assertThat(tables(second)).isEqualTo(tables(without)).containsKey("restricted/claim/part-00000.parquet");
        assertThat(second.err()).isEmpty();
    }

    @Test
    void whatIsNotOfWardsOrClaimsLeavesTheIndexUsable() throws IOException {
        runWithCache();
        replace(folder.resolve("town/households/part-0.csv"), "\nh7,", "\nanother7,");
        replace(file, "study: town", "# a line more\nstudy: town");
        replace(file, "technology: [LTE, NR], env", "technology: [LTE, NR], operators: [Nobody], env");
        replace(file, "share: 0.95", "share: 0.5");

        Run second = runWithCache();

        assertThat(second.reused()).isTrue();
        assertThat(tables(second)).isEqualTo(tables(run()));
        assertThat(PublishedTable.read(second.revision().resolve("restricted/data_issue.parquet"))
                        .lines("kind"))
                .contains("OPERATOR_UNMATCHED");
    }

    @ParameterizedTest
    @CsvSource({
        "wards.geojson, Phường 3, Phường 33",
        "areas.geojson, '\"down\":50', '\"down\":55'",
        "list.csv, 'id,op,tech', 'id,op,tech\n'",
        "study.yaml, 'as_of: 2026-09-30', 'as_of: 2026-09-29'",
        "study.yaml, 'name: name', 'name: code'",
        "study.yaml, 'services:', 'operators: [{name: Ánh Dương, aliases: [Cát Tiên]}]\nservices:'",
        "study.yaml, 'operator: op, technology: tech}', 'operator: op, technology: tech, status: {value: planned}}'"
    })
    void anyChangeOfWardsOrClaimsMakesItAnew(String changed, String from, String to)
            throws IOException, StudyFaultException {
        LayerCache cache = cache(GIGABYTE);
        keep(cache);

        replace(folder.resolve("town").resolve(changed), from, to);

        assertThat(cache.find(study())).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void theFolderOfTheStudyDoesNotMatter() throws IOException, StudyFaultException {
        keep(cache(GIGABYTE));

        Files.move(folder.resolve("town"), folder.resolve("elsewhere"));
        file = folder.resolve("elsewhere/study.yaml");

        assertThat(cache(GIGABYTE).find(study())).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "half", "one bit", "longer", "foreign", "of another study"})
    void aDamagedFileIsMadeAnew(String damage) throws IOException, StudyFaultException {
        Run good = run();
        keep(cache(GIGABYTE));
        Path damaged = kept().get(0);
        byte[] bytes = Files.readAllBytes(damaged);
        Files.write(
                damaged,
                switch (damage) {
                    case "empty" -> new byte[0];
                    case "half" -> Arrays.copyOf(bytes, bytes.length / 2);
                    case "longer" -> Arrays.copyOf(bytes, bytes.length + 1);
                    case "one bit" -> {
                        bytes[bytes.length / 2] ^= 1;
                        yield bytes;
                    }
                    case "foreign" -> "not ours".repeat(100).getBytes(StandardCharsets.UTF_8);
                    default -> ofAnotherStudy();
                });

        Run again = runWithCache();
        Run after = runWithCache();

        assertThat(again.reused()).isFalse();
        assertThat(again.err()).startsWith("note: the kept index " + damaged).hasLineCount(1);
        assertThat(tables(again)).isEqualTo(tables(good));
        assertThat(after.reused()).isTrue();
        assertThat(after.err()).isEmpty();
    }

    private byte[] ofAnotherStudy() throws IOException {
        Path mine = file;
        file = new MadeUpTown(500).write(folder.resolve("other"), MadeUpTown.Filed.CSV, 1, 9);
        try {
            List<Path> before = kept();
            keep(cache(GIGABYTE));
            Path other = kept().stream()
                    .filter(path -> !before.contains(path))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllBytes(other);
        } catch (StudyFaultException e) {
            throw new IllegalStateException(e);
        } finally {
            file = mine;
        }
    }

    @Test
    void aFolderThatCannotBeMadeCostsOneLine() throws IOException {
        Path blocker = Files.createFile(folder.resolve("blocker"));

        Run run = run("--cache", blocker.resolve("cache").toString());

        assertThat(run.err()).startsWith("note: the index is not kept: ").hasLineCount(1);
        assertThat(tables(run)).isEqualTo(tables(run()));
    }

    @Test
    void anIndexLargerThanTheCacheIsNotKept() throws IOException {
        Run run = run("--cache", cacheFolder().toString(), "--cache-size", "1k");

        assertThat(run.err())
                .startsWith("note: the index is not kept: it is larger")
                .hasLineCount(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() throws IOException, StudyFaultException {
        keep(cache(GIGABYTE));
        Path first = kept().get(0);
        long bytes = Files.size(first);
        Path foreign = Files.writeString(cacheFolder().resolve("notes.txt"), "a user's own");
        Path abandoned = Files.createFile(
                cacheFolder().resolve("." + "a".repeat(64) + ".12345678-1234-1234-1234-123456789012.part"));
        for (Path old : List.of(first, foreign, abandoned)) {
            Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(100_000)));
        }
        replace(file, "2026-09-30", "2026-09-29");
        keep(cache(GIGABYTE));
        Path second = kept().stream()
                .filter(path -> path.toString().endsWith(".layers") && !path.equals(first))
                .findFirst()
                .orElseThrow();
        Files.setLastModifiedTime(second, FileTime.from(Instant.now().minusSeconds(50_000)));

        // The first is used again, so the second is now the one to go.
        replace(file, "2026-09-29", "2026-09-30");
        assertThat(cache(GIGABYTE).find(study())).isPresent();
        replace(file, "2026-09-30", "2026-09-28");
        keep(cache(2 * bytes + bytes / 2));

        assertThat(kept())
                .contains(first, foreign)
                .doesNotContain(second, abandoned)
                .hasSize(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cacheFolder())))
                .isEqualTo("rwx------");
    }

    @Test
    void anInputThatChangesWhileItIsReadIsNotKept() throws IOException, StudyFaultException {
        LayerCache cache = cache(GIGABYTE);
        assertThat(cache.find(study())).isEmpty();
        replace(folder.resolve("town/list.csv"), "id,op,tech", "id,op,tech\n");

        cache.keep(study(), layers());

        assertThat(kept()).isEmpty();
        assertThat(notes).containsExactly("the index is not kept: an input changed while it was read");
    }

    @Test
    void manyAtOnceFindAWholeIndexOrNone() throws Exception {
        Layers expected = layers();
        Study study = study();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Optional<Layers>>> found = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                boolean keeps = i % 4 == 0;
                found.add(threads.submit(() -> {
                    LayerCache cache = LayerCache.in(cacheFolder(), GIGABYTE, note -> {
                        throw new AssertionError(note);
                    });
                    Optional<Layers> layers = cache.find(study);
                    if (keeps) {
                        cache.keep(study, expected);
                    }
                    return layers;
                }));
            }
            int hits = 0;
            for (Future<Optional<Layers>> one : found) {
                Optional<Layers> layers = one.get();
                if (layers.isPresent()) {
                    hits++;
                    assertThat(layers.get().wards().wards())
                            .isEqualTo(expected.wards().wards());
                    assertThat(layers.get().model().index().bytes())
                            .isEqualTo(expected.model().index().bytes());
                }
            }
            assertThat(hits).isPositive();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        assertThat(kept()).hasSize(1);
    }

    private LayerCache cache(long maxBytes) {
        return LayerCache.in(cacheFolder(), maxBytes, notes::add);
    }

    private Study study() throws StudyFaultException {
        return StudyFile.read(file);
    }

    private void keep(LayerCache cache) throws StudyFaultException {
        assertThat(cache.find(study())).isEmpty();
        cache.keep(study(), layers());
        assertThat(notes).isEmpty();
    }

    private Layers layers() throws StudyFaultException {
        Study study = study();
        WardLayer wards = WardReader.read(study, () -> {
            throw new IllegalStateException("no condition");
        });
        ClaimLayer claims = ClaimReader.readFiles(study, () -> {
            throw new IllegalStateException("no condition");
        });
        ClaimClasses classes = new ClaimClasses(claims.claims(), study.asOf());
        return new Layers(wards, claims, classes, new CoverageModel(wards.wards(), claims.claims(), classes));
    }
}
