package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where and how Spark runs; shared by the commands that read households. */
final class SparkOptions {

    private static final String MASTERS =
            "local|local\\[(\\*|[1-9][0-9]*)(,[1-9][0-9]*)?]|local-cluster\\[.+]|spark://.+|yarn|k8s://.+";

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    private @Nullable String master;

    @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "A setting of Spark; may be given several times.")
    private Map<String, String> conf = new LinkedHashMap<>();

    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Where Spark runs: local[*] (default: every core of this machine), local[4], spark://host:7077."
                            + " Under spark-submit its own master stands.")
    void setMaster(String url) {
        if (!url.matches(MASTERS)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--master: \"" + url
                            + "\" is no master of Spark; local[*], local[4] or spark://host:7077 would be");
        }
        master = url;
    }

    /** An engine that starts Spark as a phase of its own; at once, and for all work, where these options or {@code spark-submit} ask for it. */
    Engine engine(String appName, Progress progress) {
        boolean asked = master != null || !conf.isEmpty() || SparkStart.isSubmitted();
        return Engine.starting(() -> start(appName, progress), asked);
    }

    /** Starts Spark as a phase of its own. */
    SparkSession start(String appName, Progress progress) throws IOException {
        if (master != null && SparkStart.isSubmitted()) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("note: --master " + master + " is left aside: the master of spark-submit stands");
        }
        return progress.during("starting Spark", () -> SparkStart.start(appName, master, conf));
    }
}
