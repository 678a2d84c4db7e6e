package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sample}: synthetic households and claims over real wards. */
@Command(
        name = "sample",
        description = "Generates synthetic households and coverage claims over real wards, and a study to run them.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  ./phusong sample --wards wards.geojson --population population.csv --out my-city",
            "  ./phusong run my-city/study.yaml"
        })
final class SampleCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--wards",
            required = true,
            paramLabel = "FILE",
            description = "Ward polygons: GeoJSON, GeoPackage, Shapefile, GeoParquet or CSV.")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path wards;

    @Option(
            names = "--code",
            paramLabel = "COLUMN",
            description = "Column of the ward's code, where its name is not a usual one.")
    private @Nullable String code;

    @Option(
            names = "--name",
            paramLabel = "COLUMN",
            description = "Column of the ward's name, where its name is not a usual one.")
    private @Nullable String name;

    @Option(
            names = "--population",
            paramLabel = "FILE",
            description =
                    "CSV with ward_code and population; without it households follow area and distance to the centre.")
    private @Nullable Path population;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the study and its inputs go.")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path out;

    @Mixin
    private final SampleSize size = new SampleSize();

    @Override
    public Integer call() throws IOException {
        Path study = Progress.onStandardError()
                .during(
                        "generating " + size.households() + " households",
                        () -> SampleStudy.writeOverWards(
                                out, wards, code, name, population, size.households(), size.seed()));
        PrintWriter results = spec.commandLine().getOut();
        results.println("Synthetic households, operators and coverage over the wards of " + wards + ":");
        results.println("  " + study);
        results.println("Run it: ./phusong run " + ShellWord.of(study));
        results.flush();
        return ExitCode.DONE.number();
    }
}
