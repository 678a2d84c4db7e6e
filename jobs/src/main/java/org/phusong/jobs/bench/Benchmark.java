package org.phusong.jobs.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.reference.ReferenceHouseholds;
import org.phusong.geodata.reference.ReferenceWorkload;

/** Everything that `bench` measures, in the order it is measured. */
public final class Benchmark {

    /** Plain JTS does some ten thousand households a second. */
    private static final int MOST_FOR_JTS = 20_000;

    private static final boolean[] ORDERS = {true, false};

    private final BenchSetup setup;
    private final SparkSession spark;
    private final BenchReport report;
    private final WorkloadFiles files;
    private final int wards;
    private final int layers;

    private Benchmark(BenchSetup setup, SparkSession spark, BenchReport report) {
        this.setup = setup;
        this.spark = spark;
        this.report = report;
        ReferenceWorkload workload = setup.workload();
        this.files = new WorkloadFiles(setup.work(), workload);
        this.wards = workload.wards();
        this.layers = ReferenceWorkload.classes().size();
    }

    /**
     * Measures.
     *
     * @param setup what
     * @param spark a running session; Sedona, where asked for and installed, is registered with it
     * @param wholeRun the main job
     * @param report takes the figures
     */
    public static void run(BenchSetup setup, SparkSession spark, WholeRun wholeRun, BenchReport report)
            throws Exception {
        new Benchmark(setup, spark, report).run(wholeRun);
    }

    private void run(WholeRun wholeRun) throws Exception {
        writeFiles();
        Counted counted = countOnIndex();
        Timed<Path> fresh = new WholeRuns(setup, spark, files, wholeRun, report).measure(counted.expected());
        if (counted.sedona() != null) {
            report.compared("raw polygons to tables, against its job", "sedona", fresh, counted.sedona(), null);
        }
    }

    /**
     * What was counted on the index.
     *
     * @param expected by our job
     * @param sedona its runs; null where it was left out
     */
    private record Counted(
            WardLayerCounts expected, @Nullable Timed<WardLayerCounts> sedona) {}

    /** All that needs the index in memory, which the main job then builds for itself. */
    private Counted countOnIndex() throws Exception {
        CoverageIndex index = build();
        new LookupRates(index, setup, report).measure();
        Broadcast<CoverageIndex> shared =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(index);
        OverlayJob job = new OverlayJob(spark, shared);
        WardLayerCounts expected = scan(job);
        jts(index);
        postgis(job);
        Timed<WardLayerCounts> sedona = sedona(job);
        shared.destroy();
        return new Counted(expected, sedona);
    }

    static String order(boolean bySpace) {
        return bySpace ? "by space" : "random";
    }

    private void writeFiles() throws Exception {
        Timed<WorkloadFiles> writing = new Timed<>(() -> {
                    files.write(setup.households());
                    return files;
                })
                .onlyOnce();
        report.note(String.format(
                Locale.ROOT,
                "workload: %,d households, %,d wards, %,d claims, %,d vertices; written in %.1f s",
                setup.households(),
                wards,
                files.polygons(),
                files.vertices(),
                writing.median()));
    }

    /** Seconds, microseconds and bytes a vertex; polygons are in memory. */
    private CoverageIndex build() throws Exception {
        ReferenceIndex[] polygons = {new ReferenceIndex(setup.workload())};
        // A builder serves once; the next one takes its polygons over before the clock starts.
        Timed<CoverageIndex> build =
                new Timed<>(() -> polygons[0].build(), built -> polygons[0] = new ReferenceIndex(setup.workload()));
        Timed.inTurns(setup.runs(), List.of(build));
        report.alone("index build", build, null, build.median() * 1e6 / files.vertices(), "us/vertex");
        report.figure("index size, hot", (double) build.result().hotBytes() / files.vertices(), "bytes/vertex");
        report.figure("index size, all", (double) build.result().bytes() / files.vertices(), "bytes/vertex");
        return build.result();
    }

    /** Our job against nothing but reading the two columns; whatever the order of rows, the counts are the same. */
    private WardLayerCounts scan(OverlayJob job) throws Exception {
        WardLayerCounts expected = job.count(files.households(true));
        for (boolean bySpace : ORDERS) {
            Path households = files.households(bySpace);
            Timed<WardLayerCounts> ours = new Timed<>(() -> job.count(households));
            Timed<Row> scan = new Timed<>(() -> spark.read()
                    .parquet(households.toString())
                    .agg(functions.sum("lon"), functions.sum("lat"))
                    .head());
            Timed.inTurns(setup.runs(), List.of(ours, scan));
            report.compared("job, rows " + order(bySpace), "scan", ours, scan, expected.mismatches(ours.result()));
        }
        return expected;
    }

    private @Nullable Timed<WardLayerCounts> sedona(OverlayJob job) throws Exception {
        if (!setup.peers().contains(Peer.SEDONA)) {
            return null;
        }
        if (!SedonaPeer.isInstalled()) {
            report.note("sedona is left out: it is not on the class path, where ./phusong bench puts it");
            return null;
        }
        Timed<SedonaPeer> preparation = new Timed<>(() -> SedonaPeer.prepare(spark, files)).onlyOnce();
        report.preparation("preparation: dissolve, subdivide, cache", "sedona", preparation);
        try (SedonaPeer peer = preparation.result()) {
            Path households = files.households(false);
            Timed<WardLayerCounts> ours = new Timed<>(() -> job.count(households));
            Timed<WardLayerCounts> theirs =
                    new Timed<>(() -> peer.count(households, setup.households(), wards, layers));
            Timed.inTurns(setup.runs(), List.of(ours, theirs));
            report.compared(
                    "job, rows random", "sedona", ours, theirs, ours.result().mismatches(theirs.result()));
            return theirs;
        }
    }

    private void jts(CoverageIndex index) throws Exception {
        if (!setup.peers().contains(Peer.JTS)) {
            return;
        }
        ReferenceHouseholds households = setup.workload().households(Math.min(setup.households(), MOST_FOR_JTS));
        double[] xs = new double[households.count()];
        double[] ys = new double[households.count()];
        households.fill(0, xs, ys);
        Timed<JtsPeer> preparation = new Timed<>(() -> {
                    JtsPeer peer = new JtsPeer(setup.workload());
                    // Its locators are built when first asked.
                    peer.count(xs, ys);
                    return peer;
                })
                .onlyOnce();
        report.preparation("preparation: tree and locators", "jts", preparation);
        JtsPeer peer = preparation.result();
        Timed<WardLayerCounts> ours = new Timed<>(() -> OverlayJob.count(index, xs, ys));
        Timed<WardLayerCounts> theirs = new Timed<>(() -> peer.count(xs, ys));
        Timed.inTurns(setup.runs(), List.of(ours, theirs));
        report.compared(
                xs.length,
                "job in memory, one thread",
                "jts",
                ours,
                theirs,
                ours.result().mismatches(theirs.result()));
    }

    private void postgis(OverlayJob job) throws Exception {
        if (!setup.peers().contains(Peer.POSTGIS)) {
            return;
        }
        String missing = PostgisPeer.findFault();
        if (missing != null) {
            report.note("postgis is left out: " + missing);
            return;
        }
        try (PostgisPeer peer = new PostgisPeer(setup, wards, layers)) {
            Timed<PostgisPeer> preparation = new Timed<>(() -> {
                        peer.prepare();
                        return peer;
                    })
                    .onlyOnce();
            report.preparation("preparation: load, dissolve, subdivide, index", "postgis", preparation);
            Timed<WardLayerCounts> ours = new Timed<>(() -> job.count(files.households(false)));
            Timed<WardLayerCounts> theirs = new Timed<>(peer::count);
            Timed.inTurns(setup.runs(), List.of(ours, theirs));
            report.compared(
                    "job, rows random", "postgis", ours, theirs, ours.result().mismatches(theirs.result()));
        }
    }
}
