package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the parts of a job are done: on threads of this process ({@link ThreadWorkers}), or by Spark ({@link SparkWorkers}).
 *
 * <p>Results come in any order, on the thread that asked, one at a time. A part may be done more than once, so what it does must not
 * depend on that.
 */
public interface Workers {

    /**
     * What is done for one part.
     *
     * @param <T> what tells the part
     * @param <R> its result
     */
    @FunctionalInterface
    interface Task<T, R> extends Serializable {

        /** Does it. */
        R run(T part) throws IOException;
    }

    /**
     * What is done for one part whose result is sent on, piece by piece, to where it is gathered.
     *
     * @param <T> what tells the part
     */
    @FunctionalInterface
    interface Scatter<T> extends Serializable {

        /** Pieces of the part's result, made one after the other. */
        Iterator<Parcel> run(T part) throws IOException;
    }

    /**
     * Households on their way to a target.
     *
     * @param target from 0
     * @param rows not changed any more
     */
    record Parcel(int target, HouseholdRows rows) {}

    /**
     * What is done for one target, with all that was sent to it.
     *
     * @param <R> its result
     */
    @FunctionalInterface
    interface Gather<R> extends Serializable {

        /** Does it. */
        R run(int target, Iterator<HouseholdRows> parcels) throws IOException;
    }

    /**
     * Makes a value known to all tasks.
     *
     * @param <T> immutable
     */
    <T extends Serializable> Shared<T> share(T value);

    /**
     * Does every part.
     *
     * @param <T> what tells a part
     * @param <R> result of a part
     * @param results takes each result
     * @throws IOException what a task threw, perhaps wrapped
     */
    <T extends Serializable, R> void run(List<T> parts, Task<T, R> task, Consumer<R> results) throws IOException;

    /**
     * Does every part, and then every target with what the parts sent there.
     *
     * @param <T> what tells a part
     * @param <R> result of a target
     * @param targets how many there are
     * @param results takes each result
     * @throws IOException what a task threw, perhaps wrapped
     */
    <T extends Serializable, R> void exchange(
            List<T> parts, Scatter<T> scatter, int targets, Gather<R> gather, Consumer<R> results) throws IOException;
}
