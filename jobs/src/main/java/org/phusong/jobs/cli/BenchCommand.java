package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.reference.ReferenceVariant;
import org.phusong.jobs.bench.BenchReport;
import org.phusong.jobs.bench.BenchSetup;
import org.phusong.jobs.bench.Benchmark;
import org.phusong.jobs.bench.Peer;
import org.phusong.jobs.cache.LayerCache;
import org.phusong.jobs.study.StudyFile;
import org.phusong.jobs.table.FolderTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: the paired benchmark. */
@Command(
        name = "bench",
        description = "Measures PhuSong and what else does the same, in turns, on the reference workload, which is"
                + " synthetic; and checks that they agree.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./phusong bench --households 1000000 --peers sedona,jts --format json")
final class BenchCommand implements Callable<Integer> {

    /** Numbers of households are 25 bits of a sort key, and eight digits of an id. */
    private static final int MAX_HOUSEHOLDS = 90_000_000;

    /** Beyond this many households a peer that takes minutes is left out unless asked for. */
    private static final int MAX_FOR_SLOW_PEERS = 4_000_000;

    enum Format {
        TEXT,
        JSON
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    private int households;

    @Option(
            names = "--households",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many households (default: ${DEFAULT-VALUE}).")
    void setHouseholds(int n) {
        if (n < 1 || n > MAX_HOUSEHOLDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--households: " + n + " is out of range; 1 to " + MAX_HOUSEHOLDS + " would do");
        }
        households = n;
    }

    @Option(
            names = "--layers",
            paramLabel = "WHICH",
            defaultValue = "city",
            description = "The reference layers: city, smooth, fine or nation (default: ${DEFAULT-VALUE}).")
    private ReferenceVariant variant = ReferenceVariant.CITY;

    @Option(
            names = "--peers",
            paramLabel = "PEERS",
            split = ",",
            description = "Any of sedona, postgis, jts; what is not installed is left out with one line"
                    + " (default: sedona up to 4,000,000 households).")
    private @Nullable Set<Peer> peers;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text: a table; json: one object a line (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "Runs of each side, of which the median counts; slow peers run less often"
                    + " (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same workload (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for files of the workload, new or empty (default: a temporary one).")
    private @Nullable Path out;

    /** Size of the layers, for tests. */
    @Option(names = "--scale", hidden = true, defaultValue = "1")
    private double scale;

    @Mixin
    private final SparkOptions sparkOptions = new SparkOptions();

    @Override
    public Integer call() throws Exception {
        check();
        PrintWriter err = spec.commandLine().getErr();
        Set<Peer> asked = chosenPeers(err);
        Path work = workFolder();
        BenchSetup setup = new BenchSetup(households, variant, scale, asked, runs, seed, work);
        BenchReport report = new BenchReport(setup, spec.commandLine().getOut(), err, format == Format.JSON);
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        try {
            SparkSession spark = sparkOptions.start("PhuSong bench", Progress.silent());
            try {
                Benchmark.run(
                        setup,
                        spark,
                        (study, to, cached) -> MainJob.run(
                                        StudyFile.read(study),
                                        to,
                                        "bench",
                                        Engine.over(spark),
                                        cached ? cacheIn(work) : LayerCache.none(),
                                        Progress.silent())
                                .revision(),
                        report);
            } finally {
                spark.stop();
            }
            Path logs = logFolder();
            if (logs != null) {
                Path log = logs.resolve("bench-" + start.toString().replace(":", "") + ".jsonl");
                report.log(log, head(start));
                err.println("log: " + log);
            }
        } finally {
            FolderTree.delete(work);
        }
        if (report.mismatches() > 0) {
            err.println(
                    "phusong: results differ in " + report.mismatches() + " cells; every line should say 0 mismatches");
            return ExitCode.FAILED.number();
        }
        return ExitCode.DONE.number();
    }

    private void check() {
        if (runs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--runs: " + runs + " is out of range; 1 or more would do");
        }
        if (!(scale > 0 && scale <= 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--scale: " + scale + " is out of range; above 0 and at most 1 would do");
        }
    }

    private Set<Peer> chosenPeers(PrintWriter err) {
        if (peers != null) {
            return peers;
        }
        if (households > MAX_FOR_SLOW_PEERS) {
            err.println("sedona is left out beyond " + MAX_FOR_SLOW_PEERS + " households; --peers sedona asks for it");
            return EnumSet.noneOf(Peer.class);
        }
        return EnumSet.of(Peer.SEDONA);
    }

    /** Of this benchmark alone: it starts empty. */
    private LayerCache cacheIn(Path work) {
        return LayerCache.in(
                work.resolve("cache"),
                Long.MAX_VALUE,
                note -> spec.commandLine().getErr().println("note: " + note));
    }

    /** A folder of our own within the one that was given, so that whatever else is there stays. */
    private Path workFolder() throws IOException {
        if (out == null) {
            return Files.createTempDirectory("phusong-bench");
        }
        Files.createDirectories(out);
        return Files.createTempDirectory(out, "phusong-bench");
    }

    /** The folder of logs beside the launcher where there is one, else the one that was given. */
    private @Nullable Path logFolder() {
        String root = System.getProperty("phusong.root");
        if (root != null) {
            Path logs = Path.of(root).resolve("docs").resolve("run-logs");
            if (Files.isDirectory(logs)) {
                return logs;
            }
        }
        return out;
    }

    /** As typed, without the folder of this machine that files of the workload were put into: logs are for others to read. */
    private String arguments() {
        List<String> arguments =
                new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--out") && i + 1 < arguments.size()) {
                arguments.set(i + 1, "DIR");
            } else if (arguments.get(i).startsWith("--out=")) {
                arguments.set(i, "--out=DIR");
            }
        }
        return String.join(" ", arguments);
    }

    private List<String> head(Instant start) {
        Runtime runtime = Runtime.getRuntime();
        return List.of(
                "phusong bench, " + start,
                "arguments: " + arguments(),
                String.format(
                        Locale.ROOT,
                        "machine: %s %s, %d processors, heap %,d MiB",
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        runtime.availableProcessors(),
                        runtime.maxMemory() >> 20),
                "java: " + System.getProperty("java.vm.name") + " " + Runtime.version(),
                "phusong: " + PhusongVersion.text() + ", spark: " + org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                "workload: seed " + seed + ", scale " + scale + ", runs " + runs);
    }
}
