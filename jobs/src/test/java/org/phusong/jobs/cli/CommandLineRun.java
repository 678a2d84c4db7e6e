package org.phusong.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A command as a user types it, run in this process.
 *
 * @param code exit code
 * @param out what it printed as its result
 * @param err what it said on standard error
 */
public record CommandLineRun(int code, String out, String err) {

    /** Runs a command. */
    public static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Phusong.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }

    /** Runs a study on one core, so that figures do not rest on the machine. */
    public static CommandLineRun ofStudy(Path study, Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                study.toString(),
                "--out",
                out.toString(),
                "--no-map",
                "--conf",
                "spark.sql.shuffle.partitions=2"));
        if (!List.of(more).contains("--master")) {
            arguments.addAll(List.of("--master", "local[1]"));
        }
        arguments.addAll(List.of(more));
        return of(arguments.toArray(String[]::new));
    }
}
