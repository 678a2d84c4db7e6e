package org.phusong.geodata.index;

import java.util.Random;

/** A chain through an array that meets every cache line once, in random order. */
final class MemoryChain {

    private static final int LINE = 16;

    private MemoryChain() {}

    static int[] of(int ints) {
        int lines = Math.max(ints / LINE, 2);
        int[] order = new int[lines];
        Random random = new Random(1);
        // One cycle through all lines (Sattolo's algorithm).
        for (int i = 0; i < lines; i++) {
            order[i] = i;
        }
        for (int i = lines - 1; i > 0; i--) {
            int j = random.nextInt(i);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        int[] chain = new int[lines * LINE];
        for (int i = 0; i < lines; i++) {
            chain[i * LINE] = order[i] * LINE;
        }
        return chain;
    }
}
