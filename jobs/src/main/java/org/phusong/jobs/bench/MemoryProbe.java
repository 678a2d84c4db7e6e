package org.phusong.jobs.bench;

import java.util.SplittableRandom;

/** How long this machine waits for memory: each step of a walk through an array larger than any cache needs what the last one read. */
final class MemoryProbe {

    private static final int INTS = 1 << 26;
    private static final int STEPS = 4_000_000;

    private MemoryProbe() {}

    /** Nanoseconds a step; takes a second or two and 256 MiB. */
    static double nanosAMiss() {
        int[] next = new int[INTS];
        for (int i = 0; i < INTS; i++) {
            next[i] = i;
        }
        // Sattolo's shuffle: one cycle through all places.
        SplittableRandom random = new SplittableRandom(1);
        for (int i = INTS - 1; i > 0; i--) {
            int j = random.nextInt(i);
            int swap = next[i];
            next[i] = next[j];
            next[j] = swap;
        }
        int at = walk(next, 0);
        long start = System.nanoTime();
        at = walk(next, at);
        double nanos = (double) (System.nanoTime() - start) / STEPS;
        // Uses where the walk ended, or it could be left out.
        return at < 0 ? Double.NaN : nanos;
    }

    private static int walk(int[] next, int from) {
        int at = from;
        for (int step = 0; step < STEPS; step++) {
            at = next[at];
        }
        return at;
    }
}
