package org.phusong.jobs.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.reference.ReferenceWorkload;
import org.phusong.jobs.assess.Reach;
import org.phusong.jobs.table.FolderTree;
import org.phusong.jobs.table.HouseholdCoverageTable;
import org.phusong.jobs.table.ReleasedAnswers;

/**
 * The main job from study file to published tables, against plain copies of the largest table that it writes; and what can be asked of
 * what it published.
 */
final class WholeRuns {

    private static final String MEASURE = "households";
    private static final long THOUSANDTHS = 1_000;
    private static final List<ServiceDefinition> NEW_DEFINITIONS = List.of(
            new ServiceDefinition(
                    "from_300",
                    Map.of(),
                    List.of(condition(Set.of(Technology.FTTH, Technology.HFC), 300.0, null, null))),
            new ServiceDefinition(
                    "indoor",
                    Map.of(),
                    List.of(condition(Set.of(Technology.LTE, Technology.NR), null, -110.0, Environment.INDOOR))));

    private final BenchSetup setup;
    private final SparkSession spark;
    private final WorkloadFiles files;
    private final WholeRun wholeRun;
    private final BenchReport report;
    private int folders;

    WholeRuns(BenchSetup setup, SparkSession spark, WorkloadFiles files, WholeRun wholeRun, BenchReport report) {
        this.setup = setup;
        this.spark = spark;
        this.files = files;
        this.wholeRun = wholeRun;
        this.report = report;
    }

    private static Condition condition(
            Set<Technology> technologies,
            @org.jspecify.annotations.Nullable Double minDown,
            @org.jspecify.annotations.Nullable Double minSignal,
            @org.jspecify.annotations.Nullable Environment environment) {
        return new Condition(
                technologies,
                minDown,
                null,
                null,
                minSignal,
                environment,
                Condition.DEFAULT_CUSTOMERS,
                Condition.DEFAULT_STATUSES,
                Set.of());
    }

    /**
     * Measures whole runs.
     *
     * @param expected what the release must say
     * @return the runs with households in the order of space and without an index on disk
     */
    Timed<Path> measure(WardLayerCounts expected) throws Exception {
        Timed<Path> fresh = run(true, false);
        Timed.inTurns(setup.runs(), List.of(fresh));
        report.alone("raw polygons to tables, rows by space", fresh, mismatches(expected, fresh.result()), null, "");
        newDefinitions(fresh.result());
        // Leaves the index on disk: from here on only households are read anew.
        FolderTree.delete(wholeRun.run(files.study(true), newFolder("release"), true));
        for (boolean bySpace : new boolean[] {true, false}) {
            Timed<Path> ours = run(bySpace, true);
            String what = "study to tables, rows " + Benchmark.order(bySpace);
            Path table = fresh.result().resolve("restricted").resolve(HouseholdCoverageTable.FOLDER);
            Timed<Path> spark = new Timed<>(() -> sparkCopy(table), FolderTree::delete);
            List<Timed<?>> sides = new ArrayList<>(List.of(ours, spark));
            Timed<Path> duckdb = new Timed<>(() -> duckdbCopy(table), FolderTree::delete);
            boolean hasDuckdb = hasDuckdb();
            if (hasDuckdb) {
                sides.add(duckdb);
            }
            Timed.inTurns(setup.runs(), sides);
            report.compared(what, "spark-copy", ours, spark, mismatches(expected, ours.result()));
            if (hasDuckdb) {
                report.compared(what, "duckdb-copy", ours, duckdb, null);
            }
        }
        return fresh;
    }

    private Timed<Path> run(boolean bySpace, boolean cached) {
        return new Timed<>(() -> wholeRun.run(files.study(bySpace), newFolder("release"), cached), FolderTree::delete);
    }

    private Path newFolder(String name) {
        return setup.work().resolve(name + "-" + folders++);
    }

    private Path sparkCopy(Path table) {
        Path copy = newFolder("spark-copy");
        spark.read()
                .parquet(table.toString())
                .write()
                .option("compression", "zstd")
                .parquet(copy.toString());
        return copy;
    }

    private boolean hasDuckdb() {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            report.note("duckdb-copy is left out: " + e.getMessage());
            return false;
        }
    }

    private Path duckdbCopy(Path table) throws SQLException {
        Path copy = newFolder("duckdb-copy");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (FROM read_parquet('" + quoted(table) + "/*.parquet')) TO '" + quoted(copy)
                    + "' (FORMAT parquet, COMPRESSION zstd)");
        }
        return copy;
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }

    /** Cells of the release that are not as expected: households of a ward, and those that each layer reaches. */
    private static long mismatches(WardLayerCounts expected, Path revision) throws Exception {
        ReleasedAnswers released = ReleasedAnswers.read(revision);
        List<ClaimClass> layers = ReferenceWorkload.classes();
        WardLayerCounts found = expected.outsideOnly();
        for (int layer = 0; layer < layers.size(); layer++) {
            ClaimClass attributes = layers.get(layer);
            for (Map.Entry<String, Reach> ward :
                    released.reach(attributes::equals, MEASURE).entrySet()) {
                // Codes count from 1 and are in order.
                int number = Integer.parseInt(ward.getKey()) - 1;
                if (layer == 0) {
                    found.add(number, 0, ward.getValue().total() / THOUSANDTHS);
                }
                found.addReached(number, layer, ward.getValue().served() / THOUSANDTHS);
            }
        }
        return expected.mismatches(found);
    }

    /** Definitions that the study did not have, evaluated on what it published. */
    private void newDefinitions(Path revision) throws Exception {
        for (ServiceDefinition definition : NEW_DEFINITIONS) {
            Timed<Map<String, Reach>> ours =
                    new Timed<>(() -> Map.copyOf(ReleasedAnswers.read(revision).reach(definition::isMetBy, MEASURE)));
            Timed.inTurns(setup.runs(), List.of(ours));
            long served =
                    ours.result().values().stream().mapToLong(Reach::served).sum();
            long total = ours.result().values().stream().mapToLong(Reach::total).sum();
            report.alone(
                    "new definition on the release: " + definition.name(),
                    ours,
                    null,
                    100.0 * served / Math.max(1, total),
                    "% served");
        }
    }
}
