package org.phusong.jobs.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way of doing something: what it gave last, and the seconds of its runs that count. Not thread-safe.
 *
 * @param <T> what it gives
 */
final class Timed<T> {

    /** A side that took longer than this is not warmed up, and runs only as often as fits into {@link #ENOUGH_SECONDS}. */
    private static final double SLOW_SECONDS = 10;

    private static final double ENOUGH_SECONDS = 60;

    /**
     * Something that is timed.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    interface Work<T> {

        /** Does it. */
        T run() throws Exception;
    }

    /**
     * What is done with a result that is no longer needed, before the next run and outside its time.
     *
     * @param <T> what is cleared away
     */
    @FunctionalInterface
    interface Clearing<T> {

        /** Clears a result away. */
        void clear(T result) throws Exception;
    }

    private final Work<T> work;
    private final Clearing<T> clearing;
    private final List<Double> seconds = new ArrayList<>();
    private @Nullable T last;

    Timed(Work<T> work) {
        this(work, result -> {});
    }

    Timed(Work<T> work, Clearing<T> clearing) {
        this.work = work;
        this.clearing = clearing;
    }

    /**
     * Runs all sides in turns: each once to warm up, then each as often as asked for. A slow side's first run counts, and it runs less
     * often.
     *
     * @param runs of each side, at most
     */
    static void inTurns(int runs, List<Timed<?>> sides) throws Exception {
        int[] left = new int[sides.size()];
        for (int side = 0; side < left.length; side++) {
            double first = sides.get(side).once();
            boolean slow = first > SLOW_SECONDS;
            left[side] = slow ? Math.max(1, Math.min(runs, (int) (ENOUGH_SECONDS / first))) : runs;
            if (slow) {
                sides.get(side).seconds.add(first);
                left[side]--;
            }
        }
        for (int turn = 0; turn < runs; turn++) {
            for (int side = 0; side < left.length; side++) {
                if (left[side]-- > 0) {
                    sides.get(side).seconds.add(sides.get(side).once());
                }
            }
        }
    }

    private double once() throws Exception {
        T previous = last;
        if (previous != null) {
            last = null;
            clearing.clear(previous);
        }
        long start = System.nanoTime();
        last = work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Runs once, and that run counts. */
    Timed<T> onlyOnce() throws Exception {
        seconds.add(once());
        return this;
    }

    /** What the last run gave. */
    T result() {
        T result = last;
        if (result == null) {
            throw new IllegalStateException("Nothing has run");
        }
        return result;
    }

    /** The middle one of the runs that count, seconds; the shorter of two. */
    double median() {
        List<Double> sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        return sorted.get((sorted.size() - 1) / 2);
    }

    /** How many runs count. */
    int runs() {
        return seconds.size();
    }
}
