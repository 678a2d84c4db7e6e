package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
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
import picocli.CommandLine.Spec;

/** {@code demo}: the sample city, and the main job on it. */
@Command(
        name = "demo",
        description = "Generates the sample city, which is synthetic, and runs the main job on it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./phusong demo --households 50000")
final class DemoCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "phusong-demo",
            description = "Folder of the demo, which starts afresh each time (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path out;

    @Mixin
    private final SampleSize size = new SampleSize();

    @Mixin
    private final SparkOptions sparkOptions = new SparkOptions();

    @Mixin
    private final CacheOptions cacheOptions = new CacheOptions();

    @Override
    public Integer call() throws IOException, StudyFaultException {
        DemoFolder folder = new DemoFolder(out);
        String foreign = folder.findForeign();
        if (foreign != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--out: " + out + " holds \"" + foreign + "\", which no demo made; a folder that is new, empty or"
                            + " holds an earlier demo would do");
        }
        Progress progress = Progress.onStandardError();
        folder.startAfresh();
        Path file = progress.during(
                "generating the sample city",
                () -> SampleStudy.writeCity(folder.sample(), size.households(), size.seed()));
        Study study = StudyFile.read(file);
        try (Engine engine = sparkOptions.engine("PhuSong demo", progress)) {
            RunOutcome outcome = MainJob.run(study, out, "demo", engine, cacheOptions.open(), progress);
            PrintWriter results = spec.commandLine().getOut();
            new RunSummary(study, outcome, progress.stages()).print(results);
            results.println("  the study and its inputs, to change and run again: " + file);
            results.println();
            results.println("All of it is synthetic: households, operators and coverage were made up by PhuSong.");
        }
        return ExitCode.DONE.number();
    }
}
