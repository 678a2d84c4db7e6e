package org.phusong.jobs.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * What a run is doing: on a terminal a bar with count, percent, rate and time left, elsewhere a line at the start and the end of each
 * phase. Keeps the seconds and rows of every phase for the report. Phases follow one another on one thread; steps may come from any.
 */
public final class Progress {

    /**
     * A phase that is over.
     *
     * @param name what was done
     * @param rows rows that passed; 0 where none are counted
     * @param seconds wall clock
     */
    public record Stage(String name, long rows, double seconds) {

        /** Rows a second; 0 where none are counted. */
        public double rowsPerSecond() {
            return rows == 0 ? 0 : rows / Math.max(seconds, 1e-3);
        }
    }

    private static final int MAX_WIDTH = 110;

    private final @Nullable PrintStream err;
    private final boolean terminal;
    private final List<Stage> stages = new ArrayList<>();

    private Progress(@Nullable PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Progress on standard error; with bars where the launcher found a terminal there. */
    public static Progress onStandardError() {
        return new Progress(System.err, Boolean.getBoolean("phusong.terminal"));
    }

    /** Plain lines on a stream. */
    static Progress plain(PrintStream err) {
        return new Progress(err, false);
    }

    /** Progress that is only recorded. */
    public static Progress silent() {
        return new Progress(null, false);
    }

    /**
     * Begins a phase.
     *
     * @param name what is done, such as {@code reading wards}
     * @param expectedRows rows to come, or -1 where nobody knows
     * @return the phase; close it when done
     */
    public Phase phase(String name, long expectedRows) {
        return new Phase(name, expectedRows);
    }

    /**
     * Something done as a phase.
     *
     * @param <T> what it gives
     * @param <E> what it may throw
     */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {

        /** Does it. */
        T run() throws E;
    }

    /**
     * Does something as a phase without rows to count.
     *
     * @param <T> what it gives
     * @param <E> what it may throw
     * @param name what is done
     * @param work the doing
     * @return what the work gives
     * @throws E what the work throws
     */
    public <T, E extends Exception> T during(String name, Work<T, E> work) throws E {
        Phase phase = phase(name, -1);
        try {
            return work.run();
        } finally {
            phase.close();
        }
    }

    /** Phases that are over, in order. */
    public List<Stage> stages() {
        return List.copyOf(stages);
    }

    /** A phase under way. */
    public final class Phase implements AutoCloseable {

        private final String name;
        private final long expectedRows;
        private final long startNanos = System.nanoTime();
        private final LongAdder rows = new LongAdder();
        private final @Nullable ProgressBar bar;

        private Phase(String name, long expectedRows) {
            this.name = name;
            this.expectedRows = expectedRows;
            if (terminal && err != null) {
                bar = new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(expectedRows)
                        .setUpdateIntervalMillis(200)
                        .setStyle(ProgressBarStyle.ASCII)
                        .showSpeed()
                        .clearDisplayOnFinish()
                        .setConsumer(new ConsoleProgressBarConsumer(err, MAX_WIDTH))
                        .build();
            } else {
                bar = null;
                if (err != null) {
                    err.println(name + " ...");
                }
            }
        }

        /**
         * Counts rows that passed.
         *
         * @param n how many more
         */
        public void step(long n) {
            rows.add(n);
            if (bar != null) {
                bar.stepBy(n);
            }
        }

        /** Ends the phase and says what it took. */
        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
            Stage stage = new Stage(name, rows.sum(), (System.nanoTime() - startNanos) / 1e9);
            stages.add(stage);
            if (err != null) {
                err.println(name + ": " + told(stage));
            }
        }

        private String told(Stage stage) {
            String seconds = String.format(Locale.ROOT, "%.1f s", stage.seconds());
            if (stage.rows() == 0) {
                return seconds;
            }
            String of = expectedRows > 0 && expectedRows != stage.rows()
                    ? String.format(Locale.ROOT, " of %,d", expectedRows)
                    : "";
            return String.format(
                    Locale.ROOT, "%,d%s in %s (%,.0f a second)", stage.rows(), of, seconds, stage.rowsPerSecond());
        }
    }
}
