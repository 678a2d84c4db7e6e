package org.phusong.geodata.index;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The test of a point in one leaf that stays in the cache, nanoseconds: by integers and by exact coordinates.
 *
 * <pre>
 * mvn -B -q -Pjmh -pl geodata test-compile exec:exec -Djmh.args="LeafBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // JMH calls the setup
public class LeafBenchmark {

    private static final int POINTS = 1024;

    /** Edges in the leaf. */
    @Param({"4", "8", "12"})
    public int edges;

    private CoverageIndex index;
    private ExactTest exact;
    private final int[] px = new int[POINTS];
    private final int[] py = new int[POINTS];
    private final double[] xs = new double[POINTS];
    private final double[] ys = new double[POINTS];

    /** One polygon around a small place: its root cells are few, and the first leaf has most of the edges. */
    @Setup
    public void build() {
        Random random = new Random(1);
        Coordinate[] ring = new Coordinate[edges + 1];
        for (int i = 0; i < edges; i++) {
            double angle = 2 * Math.PI * i / edges;
            double radius = 1e-5 * (0.7 + 0.3 * random.nextDouble());
            ring[i] = new Coordinate(105 + radius * Math.cos(angle), 10 + radius * Math.sin(angle));
        }
        ring[edges] = ring[0];
        CoverageIndexBuilder builder = new CoverageIndexBuilder(0, 1);
        builder.addClaim(0, new GeometryFactory().createPolygon(ring));
        index = builder.build(1);
        exact = new ExactTest(index, new Outcomes(index, new Answers(1)));
        for (int i = 0; i < POINTS; i++) {
            px[i] = Leaf.CELL_START + random.nextInt(2 * Leaf.CELL_START);
            py[i] = Leaf.CELL_START + random.nextInt(2 * Leaf.CELL_START);
            xs[i] = 105 + (random.nextDouble() - 0.5) * 2e-5;
            ys[i] = 10 + random.nextDouble() * 1e-5;
        }
    }

    /** By integers. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void integers(Blackhole sink) {
        int[] leaves = index.leaves;
        for (int i = 0; i < POINTS; i++) {
            sink.consume(Leaf.coveredLanes(leaves, 0, leaves[0], px[i], py[i]));
        }
    }

    /** By exact coordinates. */
    @Benchmark
    @OperationsPerInvocation(POINTS)
    public void exactCoordinates(Blackhole sink) {
        for (int i = 0; i < POINTS; i++) {
            sink.consume(exact.coveredLanes(0, xs[i], ys[i], 10));
        }
    }
}
