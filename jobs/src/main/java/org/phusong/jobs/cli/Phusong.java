package org.phusong.jobs.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. Results go to standard output; progress and errors to standard error, an error as one short paragraph. */
@Command(
        name = "phusong",
        description = "Tells, ward by ward, which households have broadband, 4G and 5G,"
                + " and how far each ward is from its target.",
        mixinStandardHelpOptions = true,
        versionProvider = PhusongVersion.class,
        subcommands = {DemoCommand.class, RunCommand.class, CheckCommand.class, SampleCommand.class, BenchCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "2:wrong usage, or a fault visible in the study file alone",
            "3:a fault found on opening an input; nothing published",
            "4:the run failed; nothing published"
        },
        footerHeading = "%nExample:%n",
        footer = "  ./phusong demo")
public final class Phusong implements Runnable {

    /** Names that are kept for commands to come. */
    private static final Set<String> LATER = Set.of(
            "map", "serve", "sql", "explain", "verify-release", "publish", "rebase", "compare", "waterfall", "what-if");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Show Spark's own log, and stack traces of errors.")
    private boolean debug;

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.setOut(out);
        System.setErr(err);
        int code = execute(
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(err, true, StandardCharsets.UTF_8),
                args);
        out.flush();
        // A cluster manager takes a bare exit for a crash: after success the process ends by itself.
        if (code != ExitCode.DONE.number() || !SparkStart.isSubmitted()) {
            System.exit(code);
        }
    }

    /**
     * Runs a command.
     *
     * @param out results
     * @param err progress and errors
     * @param args as typed
     * @return the exit code: 0, 2, 3 or 4
     */
    static int execute(PrintWriter out, PrintWriter err, String... args) {
        Phusong phusong = new Phusong();
        CommandLine line = new CommandLine(phusong)
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, ignored) -> phusong.usageFault(e))
                .setExecutionExceptionHandler((e, ignored, parsed) -> phusong.fault(e, err));
        line.setExecutionStrategy(parsed -> {
            refuseUnknown(parsed);
            SparkStart.configureLog(phusong.debug());
            return new CommandLine.RunLast().execute(parsed);
        });
        try {
            return line.execute(args);
        } catch (Error e) {
            // Out of memory, for one: it too ends with one paragraph.
            return phusong.fault(e, err);
        }
    }

    /** Picocli answers {@code --help} beside a word that it does not know as if the word were not there. */
    private static void refuseUnknown(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.subcommand()) {
            if (!at.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(at.commandSpec().commandLine(), at.unmatched());
            }
        }
    }

    /** A bare {@code phusong} is a question: answer it with the usage. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command; see ./phusong --help for what there is");
    }

    boolean debug() {
        return debug;
    }

    private int usageFault(ParameterException e) {
        CommandLine line = e.getCommandLine();
        line.getErr()
                .println("phusong: "
                        + (e instanceof UnmatchedArgumentException unmatched
                                ? unknown(line, unmatched.getUnmatched().get(0))
                                : e.getMessage()));
        line.getErr().println("Usage: ./" + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE.number();
    }

    /** Picocli names what it does not know, but not what it would take. */
    private static String unknown(CommandLine line, String argument) {
        return line.getSubcommands().isEmpty()
                ? "`" + line.getCommandName() + "` does not take '" + argument + "'; its options are "
                        + line.getCommandSpec().options().stream()
                                .map(OptionSpec::longestName)
                                .collect(Collectors.joining(", "))
                : (LATER.contains(argument)
                                ? "This version has no command '" + argument + "' yet"
                                : "There is no command or option '" + argument + "'")
                        + "; the commands are "
                        + String.join(", ", line.getSubcommands().keySet());
    }

    private int fault(Throwable e, PrintWriter err) {
        Fault fault = Fault.of(e);
        err.println("phusong: " + fault.text());
        if (debug) {
            e.printStackTrace(err);
        } else if (fault.code() == ExitCode.FAILED) {
            err.println("The same command with --debug shows where.");
        }
        return fault.code().number();
    }
}
