package org.phusong.geodata.index;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Polygon;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceHouseholds;
import org.phusong.geodata.reference.ReferenceVariant;
import org.phusong.geodata.reference.ReferenceWorkload;

/**
 * Lookups in the reference city, nanoseconds a point, beside a chase of pointers through as much memory: a machine is judged by the
 * ratio. Allocation must be 0 bytes a point.
 *
 * <pre>
 * mvn -B -q -Pjmh -pl geodata test-compile exec:exec -Djmh.args="IndexBenchmark -prof gc"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx4g")
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class IndexBenchmark {

    private static final int POINTS = 1 << 20;

    private CoverageIndex index;
    private Lookup lookup;
    private Lookup wardLookup;
    private final double[] xs = new double[POINTS];
    private final double[] ys = new double[POINTS];
    private final double[] sortedXs = new double[POINTS];
    private final double[] sortedYs = new double[POINTS];
    private final int[] answers = new int[POINTS];
    private int[] chain;

    /** Builds the city's index and one of its wards alone, and looks every point up once, so that every answer is known. */
    @Setup
    public void build() {
        ReferenceWorkload workload = ReferenceWorkload.of(ReferenceVariant.CITY, 1);
        ReferenceCity city = workload.cities().get(0);
        List<Ward> wards = city.wards();
        CoverageIndexBuilder all = new CoverageIndexBuilder(wards.size(), 24);
        CoverageIndexBuilder wardsOnly = new CoverageIndexBuilder(wards.size(), 0);
        for (int i = 0; i < wards.size(); i++) {
            all.addWard(i, wards.get(i).geometry());
            wardsOnly.addWard(i, wards.get(i).geometry());
        }
        for (int i = 0; i < 24; i++) {
            for (Polygon area : city.layers().get(i).polygons()) {
                all.addClaim(i, area);
            }
        }
        index = all.build();
        lookup = index.lookup();
        wardLookup = wardsOnly.build().lookup();
        ReferenceHouseholds households = workload.households(POINTS);
        households.fill(0, xs, ys);
        int[] order = households.numbersBySpace();
        for (int i = 0; i < POINTS; i++) {
            sortedXs[i] = xs[order[i]];
            sortedYs[i] = ys[order[i]];
        }
        lookup.answersAt(xs, ys, POINTS, answers);
        wardLookup.answersAt(xs, ys, POINTS, answers);
        chain = MemoryChain.of((int) Math.min(index.hotBytes() / 4, 1 << 28));
    }

    /** One by one, in random order. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void random(Blackhole sink) {
        for (int i = 0; i < POINTS; i++) {
            sink.consume(lookup.answerAt(xs[i], ys[i]));
        }
    }

    /** A batch in random order. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int[] binned() {
        lookup.answersAt(xs, ys, POINTS, answers);
        return answers;
    }

    /** A batch in the order of space. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int[] sorted() {
        lookup.answersAt(sortedXs, sortedYs, POINTS, answers);
        return answers;
    }

    /** A batch in random order, wards alone. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int[] wardsOnly() {
        wardLookup.answersAt(xs, ys, POINTS, answers);
        return answers;
    }

    /** A load that depends on the one before, through as much memory as the index has hot. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public int memoryLatency() {
        int at = 0;
        for (int i = 0; i < POINTS; i++) {
            at = chain[at];
        }
        return at;
    }
}
