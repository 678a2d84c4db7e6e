package org.phusong.geodata.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceVariant;
import org.phusong.geodata.reference.ReferenceWorkload;

/**
 * Building the index of the reference city, milliseconds for its 5.3 million vertices (the setup prints the exact number), and reading as
 * many from WKB.
 *
 * <pre>
 * mvn -B -q -Pjmh -pl geodata test-compile exec:exec -Djmh.args="BuildBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgs = "-Xmx4g")
public class BuildBenchmark {

    private final List<Geometry> wards = new ArrayList<>();
    private final List<List<Polygon>> layers = new ArrayList<>();
    private final List<byte[]> wkb = new ArrayList<>();

    /** Makes the city's layers. */
    @Setup
    public void make() {
        ReferenceCity city =
                ReferenceWorkload.of(ReferenceVariant.CITY, 1).cities().get(0);
        city.wards().forEach(ward -> wards.add(ward.geometry()));
        city.layers().forEach(layer -> layers.add(layer.polygons()));
        for (List<Polygon> layer : layers) {
            for (Polygon area : layer) {
                wkb.add(new WKBWriter().write(area));
            }
        }
        System.out.println("vertices: " + index(Runtime.getRuntime().availableProcessors()).vertexCount());
    }

    /** On all cores. */
    @Benchmark
    public CoverageIndex build() {
        return index(Runtime.getRuntime().availableProcessors());
    }

    /** On one core. */
    @Benchmark
    public CoverageIndex buildOnOneCore() {
        return index(1);
    }

    private CoverageIndex index(int threads) {
        CoverageIndexBuilder builder = new CoverageIndexBuilder(wards.size(), layers.size());
        for (int i = 0; i < wards.size(); i++) {
            builder.addWard(i, wards.get(i));
        }
        for (int i = 0; i < layers.size(); i++) {
            for (Polygon area : layers.get(i)) {
                builder.addClaim(i, area);
            }
        }
        return builder.build(threads);
    }

    /** All areas of the city's layers from WKB, one thread. */
    @Benchmark
    public void readWkb(Blackhole sink) throws ParseException {
        WKBReader reader = new WKBReader(new GeometryFactory());
        for (byte[] area : wkb) {
            sink.consume(reader.read(area));
        }
    }
}
