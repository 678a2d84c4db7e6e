package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Does the parts of a job on threads of this process, one a core. For studies so small that starting Spark would take longer than the
 * work; what is exchanged waits in memory.
 */
public final class ThreadWorkers implements Workers {

    private final int threads;

    /** Workers on as many threads as there are cores. */
    public ThreadWorkers() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param threads at least 1 */
    public ThreadWorkers(int threads) {
        this.threads = threads;
    }

    /** A value that is simply there. */
    private record Held<T extends Serializable>(T get) implements Shared<T> {
        @Override
        public void close() {}
    }

    @Override
    public <T extends Serializable> Shared<T> share(T value) {
        return new Held<>(value);
    }

    @Override
    public <T extends Serializable, R> void run(List<T> parts, Task<T, R> task, Consumer<R> results)
            throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "phusong-worker");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<R> done = new ExecutorCompletionService<>(pool);
            parts.forEach(part -> done.submit(() -> task.run(part)));
            for (int i = 0; i < parts.size(); i++) {
                results.accept(done.take().get());
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw rethrown(cause == null ? e : cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while households were read", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static IOException rethrown(Throwable cause) {
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    @Override
    public <T extends Serializable, R> void exchange(
            List<T> parts, Scatter<T> scatter, int targets, Gather<R> gather, Consumer<R> results) throws IOException {
        List<List<HouseholdRows>> parcels = new ArrayList<>();
        for (int target = 0; target < targets; target++) {
            parcels.add(new ArrayList<>());
        }
        run(
                parts,
                part -> {
                    List<Parcel> sent = new ArrayList<>();
                    Iterator<Parcel> all = scatter.run(part);
                    all.forEachRemaining(sent::add);
                    return sent;
                },
                sent -> sent.forEach(parcel -> parcels.get(parcel.target()).add(parcel.rows())));
        run(
                IntStream.range(0, targets).boxed().toList(),
                target -> gather.run(target, parcels.get(target).iterator()),
                results);
    }
}
