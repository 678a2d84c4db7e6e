package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits a whole number in proportion to weights. */
final class Apportionment {

    private Apportionment() {}

    /**
     * By largest remainders (Hamilton): every part is its exact quota rounded down or up, equal remainders in order.
     *
     * @param weights at least 0 each, not all 0 unless the total is
     * @return parts that sum to the total
     */
    static long[] byLargestRemainder(long total, double[] weights) {
        double sum = sum(weights);
        long[] parts = new long[weights.length];
        if (total == 0) {
            return parts;
        }
        double[] remainders = new double[weights.length];
        List<Integer> order = new ArrayList<>();
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            double quota = total * (weights[i] / sum);
            parts[i] = (long) quota;
            remainders[i] = quota - parts[i];
            left -= parts[i];
            if (weights[i] > 0) {
                order.add(i);
            }
        }
        order.sort(Comparator.<Integer>comparingDouble(i -> -remainders[i]).thenComparingInt(i -> i));
        for (int i = 0; left > 0; i = (i + 1) % order.size(), left--) {
            parts[order.get(i)]++;
        }
        return parts;
    }

    /**
     * By rounding running sums: right over any stretch, where largest remainders would leave every small weight empty.
     *
     * @return parts that sum to the total
     */
    static long[] byRunningSum(long total, double[] weights) {
        double sum = sum(weights);
        long[] parts = new long[weights.length];
        double running = 0;
        long given = 0;
        int last = -1;
        for (int i = 0; i < weights.length && total > 0; i++) {
            running += weights[i];
            long until = Math.min(total, Math.round(total * (running / sum)));
            parts[i] = weights[i] > 0 ? until - given : 0;
            given += parts[i];
            last = weights[i] > 0 ? i : last;
        }
        if (last >= 0) {
            parts[last] += total - given;
        }
        return parts;
    }

    private static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }
}
