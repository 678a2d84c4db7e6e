package org.phusong.jobs.cli;

import java.io.IOException;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.cover.SparkWorkers;
import org.phusong.jobs.cover.ThreadWorkers;
import org.phusong.jobs.cover.Workers;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;

/**
 * What a command computes with: Spark, started when something first needs it, or threads of this process where a study is so small that
 * starting Spark would take longer than the work. Not thread-safe.
 */
public final class Engine implements AutoCloseable {

    /** Below so many households threads are done before Spark would have started (2 to 4 s; a core passes and writes about 1 M rows/s). */
    private static final long ROWS_WITHOUT_SPARK = 2_000_000;

    private final Start start;
    private final boolean always;
    private @Nullable SparkSession session;
    private final boolean owned;

    /** Starts a session. */
    @FunctionalInterface
    interface Start {

        /** Does it. */
        SparkSession run() throws IOException;
    }

    private Engine(Start start, boolean always, @Nullable SparkSession session) {
        this.start = start;
        this.always = always;
        this.session = session;
        this.owned = session == null;
    }

    /**
     * An engine that starts Spark when it is needed.
     *
     * @param start starts it
     * @param always true to do all work by Spark, because somebody asked for it
     */
    static Engine starting(Start start, boolean always) {
        return new Engine(start, always, null);
    }

    /** An engine that does all work by a session, which is left running. */
    public static Engine over(SparkSession session) {
        return new Engine(() -> session, true, session);
    }

    /** Starts Spark where it will be needed for certain, so that no later phase has to wait for it. */
    void prepare(Study study) throws IOException {
        boolean conditions = study.wards().source().where() != null
                || study.households().source().where() != null
                || study.coverage().stream().map(ClaimInput::source).anyMatch(source -> source.where() != null);
        if (always || conditions) {
            session();
        }
    }

    /** The session. */
    SparkSession session() throws IOException {
        SparkSession running = session;
        if (running == null) {
            running = start.run();
            session = running;
        }
        return running;
    }

    /** The session of a study whose conditions need one; {@link #prepare} has started it. */
    SparkSession prepared() {
        SparkSession running = session;
        if (running == null) {
            throw new IllegalStateException("No input has a condition, so Spark was not started");
        }
        return running;
    }

    /**
     * Who passes over households.
     *
     * @param households how many there are, about
     */
    Workers workersFor(long households) throws IOException {
        return always || households > ROWS_WITHOUT_SPARK ? new SparkWorkers(session()) : new ThreadWorkers();
    }

    /** Stops Spark where this engine started it. */
    @Override
    public void close() {
        SparkSession running = session;
        if (owned && running != null) {
            session = null;
            running.stop();
        }
    }
}
