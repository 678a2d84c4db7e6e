package org.phusong.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

/** {@code check}: every input read and validated, nothing computed. */
@Command(
        name = "check",
        description = "Reads and validates every input of a study, prints the issues, and publishes nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./phusong check study.yaml")
final class CheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Parameters(paramLabel = "STUDY.yaml", description = "The study file.")
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private Path file;

    @Mixin
    private final SparkOptions sparkOptions = new SparkOptions();

    @Option(names = "--report", paramLabel = "FILE.html", description = "A report to hand on; not in this version.")
    private @Nullable Path report;

    @Option(names = "--for", paramLabel = "OPERATOR", description = "Issues of one operator; not in this version.")
    private @Nullable String operator;

    @Override
    public Integer call() throws StudyFaultException, IOException {
        if (report != null || operator != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    (report != null ? "--report" : "--for")
                            + ": this version writes no report of a check; run without it, and the issues are printed");
        }
        Study study = StudyFile.read(file);
        Progress progress = Progress.onStandardError();
        InputCheck check;
        try (Engine engine = sparkOptions.engine("PhuSong check " + study.id(), progress)) {
            check = InputCheck.of(study, engine, progress);
        }
        check.print(spec.commandLine().getOut(), spec.commandLine().getErr());
        return check.faults().isEmpty() ? ExitCode.DONE.number() : ExitCode.INPUT.number();
    }
}
