package org.phusong.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Starts Spark: local and quiet unless told otherwise; under {@code spark-submit} with the master that it was given. */
public final class SparkStart {

    private static final String LOG_CONFIGURATION = "log4j2.configurationFile";

    /** Results rest on these, so nothing overrides them: dates without zone shifts, errors instead of silent nulls. */
    private static final Map<String, String> FIXED =
            Map.of("spark.sql.session.timeZone", "UTC", "spark.sql.ansi.enabled", "true");

    private SparkStart() {}

    /** True under {@code spark-submit}, which hands its options over as system properties. */
    public static boolean isSubmitted() {
        return System.getProperty("SPARK_SUBMIT") != null || System.getProperty("spark.master") != null;
    }

    /**
     * Hides Spark's own log, or shows it. Must run before the first class that logs; a log configuration given to java, and the one of
     * {@code spark-submit}, are left alone.
     *
     * @param debug true to show it
     */
    static void configureLog(boolean debug) {
        if (System.getProperty(LOG_CONFIGURATION) == null && !isSubmitted()) {
            String name = debug ? "log4j2-debug.properties" : "log4j2-quiet.properties";
            System.setProperty(LOG_CONFIGURATION, "classpath:org/phusong/jobs/cli/" + name);
        }
    }

    /**
     * Starts a session. Stop it with {@link SparkSession#stop()} when done.
     *
     * @param appName what Spark's own pages call it
     * @param master null for {@code local[*]}; not used under {@code spark-submit}
     * @param conf further settings, which win over the defaults chosen here
     * @return the session
     * @throws IOException where no temporary folder can be made
     */
    public static SparkSession start(String appName, @Nullable String master, Map<String, String> conf)
            throws IOException {
        SparkSession.Builder builder = SparkSession.builder().appName(appName);
        String effective = System.getProperty("spark.master");
        if (!isSubmitted()) {
            effective = master == null ? "local[*]" : master;
            builder.master(effective);
            setUnlessGiven(builder, "spark.ui.enabled", "false");
        }
        if (effective != null && effective.startsWith("local")) {
            // The host's own name may not resolve, or resolve to an address that nothing listens on.
            setUnlessGiven(builder, "spark.driver.host", "127.0.0.1");
            setUnlessGiven(builder, "spark.driver.bindAddress", "127.0.0.1");
            // Two tasks a core: hundreds of tiny ones, as for a cluster, would take longer than the work.
            int partitions = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
            setUnlessGiven(builder, "spark.sql.shuffle.partitions", Integer.toString(partitions));
            // Spark makes this folder even when no table is ever put there: not in the user's own folder.
            Path warehouse = Files.createTempDirectory("phusong-warehouse");
            warehouse.toFile().deleteOnExit();
            setUnlessGiven(builder, "spark.sql.warehouse.dir", warehouse.toUri().toString());
        }
        conf.forEach(builder::config);
        FIXED.forEach(builder::config);
        return builder.getOrCreate();
    }

    private static void setUnlessGiven(SparkSession.Builder builder, String key, String value) {
        if (System.getProperty(key) == null) {
            builder.config(key, value);
        }
    }
}
