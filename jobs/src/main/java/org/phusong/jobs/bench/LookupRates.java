package org.phusong.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.index.Lookup;
import org.phusong.geodata.reference.ReferenceHouseholds;

/** Lookups of points in memory, without Spark: in the order of space, in random order, and in random order by the batch, which is binned. */
final class LookupRates {

    /** Fewer take too little time to measure, more show nothing new. */
    private static final int FEWEST_POINTS = 500_000;

    private static final int MOST_POINTS = 4_000_000;
    private static final int BATCH = 1 << 20;
    private static final double MILLION = 1e6;

    private final CoverageIndex index;
    private final BenchSetup setup;
    private final BenchReport report;

    LookupRates(CoverageIndex index, BenchSetup setup, BenchReport report) {
        this.index = index;
        this.setup = setup;
        this.report = report;
    }

    void measure() throws Exception {
        report.figure("memory latency", MemoryProbe.nanosAMiss(), "ns/miss");
        ReferenceHouseholds households =
                setup.workload().households(Math.min(Math.max(setup.households(), FEWEST_POINTS), MOST_POINTS));
        double[] xs = new double[households.count()];
        double[] ys = new double[households.count()];
        households.fill(0, xs, ys);
        rate("lookups random", xs, ys, this::oneByOne, false);
        rate("lookups binned", xs, ys, this::byTheBatch, true);
        int[] numbers = households.numbersBySpace();
        double[] sortedXs = new double[xs.length];
        double[] sortedYs = new double[ys.length];
        for (int i = 0; i < numbers.length; i++) {
            sortedXs[i] = xs[numbers[i]];
            sortedYs[i] = ys[numbers[i]];
        }
        rate("lookups sorted", sortedXs, sortedYs, this::byTheBatch, true);
    }

    /** Looks some points up, and gives a number that depends on all answers. */
    @FunctionalInterface
    private interface Way {

        long lookUp(double[] xs, double[] ys, int from, int to);
    }

    private void rate(String what, double[] xs, double[] ys, Way way, boolean threaded) throws Exception {
        Timed<Long> one = new Timed<>(() -> way.lookUp(xs, ys, 0, xs.length));
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Timed<Long> all = new Timed<>(() -> onThreads(pool, threads, xs, ys, way));
            Timed.inTurns(setup.runs(), threaded ? List.of(one, all) : List.of(one));
            report.alone(xs.length, what + ", one thread", one, null, xs.length / one.median() / MILLION, "M points/s");
            if (threaded) {
                report.compared(xs.length, what + ", " + threads + " threads", "one-thread", all, one, null);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static long onThreads(ExecutorService pool, int threads, double[] xs, double[] ys, Way way)
            throws Exception {
        List<Callable<Long>> parts = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int from = (int) ((long) xs.length * thread / threads);
            int to = (int) ((long) xs.length * (thread + 1) / threads);
            parts.add(() -> way.lookUp(xs, ys, from, to));
        }
        long sum = 0;
        for (Future<Long> part : pool.invokeAll(parts)) {
            sum += part.get();
        }
        return sum;
    }

    private long oneByOne(double[] xs, double[] ys, int from, int to) {
        Lookup lookup = index.lookup();
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += lookup.answerAt(xs[i], ys[i]);
        }
        return sum;
    }

    private long byTheBatch(double[] xs, double[] ys, int from, int to) {
        Lookup lookup = index.lookup();
        double[] x = new double[Math.min(BATCH, to - from)];
        double[] y = new double[x.length];
        int[] answers = new int[x.length];
        long sum = 0;
        for (int at = from; at < to; at += BATCH) {
            int count = Math.min(BATCH, to - at);
            System.arraycopy(xs, at, x, 0, count);
            System.arraycopy(ys, at, y, 0, count);
            lookup.answersAt(x, y, count, answers);
            for (int i = 0; i < count; i++) {
                sum += answers[i];
            }
        }
        return sum;
    }
}
