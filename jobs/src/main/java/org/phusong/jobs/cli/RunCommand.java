package org.phusong.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.StudyFaultException;
import org.phusong.jobs.study.StudyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: the main job on real inputs. */
@Command(
        name = "run",
        description = "Computes a study from its inputs and publishes the next revision.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./phusong run study.yaml --out results --reason \"MobiFone filed again\"")
final class RunCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "The study file.")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "phusong-out",
            description = "Where revisions go: DIR/<study>/<as_of>/r<N> (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path out;

    @Mixin
    private final SparkOptions sparkOptions = new SparkOptions();

    @Mixin
    private final CacheOptions cacheOptions = new CacheOptions();

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Why there is a new revision; kept in release.json.")
    private String reason = "";

    @Option(names = "--area", description = "Shares of area; not in this version.")
    private boolean area;

    @Option(names = "--no-map", description = "Draw no maps. This version draws none.")
    @SuppressWarnings("unused") // accepted, so that a command that says so works now and later
    private boolean noMap;

    @Override
    public Integer call() throws StudyFaultException, IOException {
        if (area) {
            throw new ParameterException(
                    spec.commandLine(), "--area: this version computes no shares of area; run without it");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: " + out + " is a file; a folder, or a path where none is yet, would do");
        }
        Study study = StudyFile.read(file);
        Progress progress = Progress.onStandardError();
        try (Engine engine = sparkOptions.engine("PhuSong run " + study.id(), progress)) {
            RunOutcome outcome = MainJob.run(study, out, reason, engine, cacheOptions.open(), progress);
            new RunSummary(study, outcome, progress.stages())
                    .print(spec.commandLine().getOut());
        }
        return ExitCode.DONE.number();
    }
}
