package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.cli.SparkStart;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;

/** Counts and files of households are the same by threads and by Spark, from pieces and by exchange, in any order of rows and files. */
class HouseholdCoverageTest {

    private static final int HOUSEHOLDS = 4000;
    private static final MadeUpPlace PLACE = MadeUpPlace.random(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Rows of a CSV; the unlocated are at its end in space order. */
    private static List<String> rows(boolean inSpaceOrder) {
        Random random = new Random(3);
        Map<String, String> byPlace = new TreeMap<>();
        for (int i = 0; i < HOUSEHOLDS; i++) {
            boolean unlocated = random.nextInt(20) == 0;
            GeoPoint point = new GeoPoint(random.nextInt(310) / 100.0, random.nextInt(210) / 100.0);
            // One id in a hundred is there twice, once without a point.
            String id = "h" + (i % 100 == 99 ? i - 1 : i);
            String key = unlocated ? "z" : String.format("%016x", SpaceKey.of(point.lon(), point.lat()));
            byPlace.put(
                    key + " " + id + " " + i,
                    id + "," + (unlocated ? "," : point.lon() + "," + point.lat()) + ",0" + random.nextInt(5) + ","
                            + random.nextInt(6) + ",q" + random.nextInt(3));
        }
        List<String> rows = new ArrayList<>(byPlace.values());
        if (!inSpaceOrder) {
            Collections.shuffle(rows, new Random(4));
        }
        return rows;
    }

    private Study study(String name, boolean inSpaceOrder, int files) throws IOException {
        Path inputs = Files.createDirectories(folder.resolve(name));
        List<String> rows = rows(inSpaceOrder);
        for (int f = 0; f < files; f++) {
            List<String> part = new ArrayList<>(List.of("id,x,y,ward,people,q"));
            part.addAll(rows.subList(rows.size() * f / files, rows.size() * (f + 1) / files));
            Files.write(inputs.resolve("h" + f + ".csv"), part);
        }
        Study made = PLACE.study();
        Source source = new Source("households", 1, name + "/*.csv", null, null, null, "EPSG:4326", null);
        HouseholdInput input = new HouseholdInput(
                source,
                "id",
                "x",
                "y",
                null,
                "ward",
                made.households().measures(),
                made.households().groups());
        return new Study(
                folder.resolve("study.yaml"),
                made.id(),
                made.title(),
                made.asOf(),
                made.wards(),
                input,
                made.coverage(),
                made.operators(),
                made.expected(),
                made.maxRejectedShare(),
                made.services(),
                made.targets());
    }

    /** What is published of one run: the histogram, the counts, and the digest of each file. */
    private List<String> outcome(String name, Study study, Workers workers, boolean byPieces) throws IOException {
        List<String> codes = PLACE.wards().stream().map(Ward::code).toList();
        HouseholdReader reader = new HouseholdReader(study, codes, SparkSession::active);
        CoverageModel model = new CoverageModel(PLACE.wards(), PLACE.claims(), PLACE.classes());
        List<String> told = new ArrayList<>();
        Path out = folder.resolve(name + "-out");
        try (HouseholdCoverage coverage = new HouseholdCoverage(workers, reader, model, study.measures())) {
            CoverageCount count = coverage.count(rows -> {});
            count.histogram().forEach(bar -> told.add(bar.toString()));
            told.add("outside " + count.outsideRows() + ", unlocated " + count.unlocatedRows());
            Assessment assessment = Assessment.of(
                    study,
                    PLACE.wards(),
                    MadeUpPlace.OPERATORS,
                    PLACE.classes().all(),
                    count.answers(),
                    count.histogram());
            // Files of at most 500 rows each: eight or so.
            FileCut cut = new FileCut(count.rowsByPrefix(), count.unlocatedRows(), 500);
            assertThat(cut.files()).isGreaterThan(5);
            long written = coverage.write(count, assessment.services(), out, cut, byPieces);
            // 40 of 4,000 repeat an id.
            assertThat(written).isEqualTo(HOUSEHOLDS - 40);
        }
        try (Stream<Path> files = Files.list(out)) {
            for (Path file : files.sorted().toList()) {
                told.add(file.getFileName() + " " + DigestUtils.sha256Hex(Files.readAllBytes(file)));
            }
        }
        return told;
    }

    @Test
    void everyWayGivesTheSame() throws IOException {
        List<String> expected = outcome("a", study("sorted", true, 6), new ThreadWorkers(1), true);
        assertThat(outcome("b", study("sorted-2", true, 6), new ThreadWorkers(2), false))
                .isEqualTo(expected);
        assertThat(outcome("c", study("shuffled", false, 1), new ThreadWorkers(2), true))
                .isEqualTo(expected);
        assertThat(outcome("d", study("shuffled-2", false, 9), new ThreadWorkers(2), false))
                .isEqualTo(expected);
        SparkSession spark = SparkStart.start("test", "local[2]", Map.of());
        try {
            assertThat(outcome("e", study("shuffled-3", false, 3), new SparkWorkers(spark), false))
                    .isEqualTo(expected);
            assertThat(outcome("f", study("sorted-3", true, 4), new SparkWorkers(spark), true))
                    .isEqualTo(expected);
        } finally {
            spark.stop();
        }
    }

    /** Pieces of a file in the order of space are read by one or two files each; in random order every file would read every piece. */
    @Test
    void piecesAreWorthItWhereTheInputIsInOrder() throws IOException {
        List<PieceSpan> ordered = new ArrayList<>();
        List<PieceSpan> random = new ArrayList<>();
        TreeMap<Long, Long> rows = new TreeMap<>();
        HouseholdReader reader = new HouseholdReader(
                study("one", true, 1), PLACE.wards().stream().map(Ward::code).toList(), SparkSession::active);
        var piece = reader.pieces().get(0);
        for (long p = 0; p < 80; p++) {
            // 80 pieces of 250,000 rows, each over ten prefixes of its own.
            ordered.add(new PieceSpan(piece, 10 * p, 10 * p + 9, 250_000, 0));
            random.add(new PieceSpan(piece, 0, 799, 250_000, 0));
            for (long q = 0; q < 10; q++) {
                rows.put(10 * p + q, 25_000L);
            }
        }
        FileCut cut = new FileCut(rows, 0);
        assertThat(cut.files()).isEqualTo(20);
        List<FilePlan> plans = FilePlan.of(cut, ordered);
        assertThat(plans).allSatisfy(plan -> assertThat(plan.pieces()).hasSize(4));
        assertThat(FilePlan.isCheap(plans, ordered)).isTrue();
        assertThat(FilePlan.isCheap(FilePlan.of(cut, random), random)).isFalse();
    }
}
