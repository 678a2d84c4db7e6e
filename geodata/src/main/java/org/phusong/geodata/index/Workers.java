package org.phusong.geodata.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Threads that share numbered tasks. */
record Workers(int threads) {

    /**
     * Runs tasks 0 to {@code tasks} (exclusive), and returns when all are done.
     *
     * @param worker is asked once a thread, for what does the tasks of this thread
     * @throws IllegalStateException when interrupted; whatever a task throws
     */
    void run(int tasks, Supplier<IntConsumer> worker) {
        AtomicInteger next = new AtomicInteger();
        Runnable all = () -> {
            IntConsumer task = worker.get();
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                task.accept(i);
            }
        };
        int count = Math.min(threads, tasks);
        if (count <= 1) {
            all.run();
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(pool.submit(all));
            }
            for (Future<?> thread : running) {
                thread.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the index was built", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
