package org.phusong.jobs.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param households that it was measured with
 * @param layers variant of the workload
 * @param peer what ours is held against; empty for a figure without one
 * @param what was done
 * @param oursSeconds median; null where only the peer is measured
 * @param oursRuns how many runs the median is of
 * @param peerSeconds median; null where there is no peer
 * @param peerRuns how many runs the median is of
 * @param mismatches cells of the result that differ; null where nothing is compared
 * @param value the figure in a unit of its own, such as microseconds a vertex; null where seconds say it
 * @param unit of the value; empty without one
 */
record BenchLine(
        long households,
        String layers,
        String peer,
        String what,
        @Nullable Double oursSeconds,
        int oursRuns,
        @Nullable Double peerSeconds,
        int peerRuns,
        @Nullable Long mismatches,
        @Nullable Double value,
        String unit) {

    /** How many times as long the peer takes; null without both. */
    @Nullable
    Double ratio() {
        return oursSeconds == null || peerSeconds == null ? null : peerSeconds / oursSeconds;
    }

    /** One JSON object, on one line. */
    String json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("households", households);
        node.put("layers", layers);
        node.put("peer", peer.isEmpty() ? null : peer);
        node.put("what", what);
        node.put("ours_s", rounded(oursSeconds));
        node.put("ours_runs", oursRuns);
        node.put("peer_s", rounded(peerSeconds));
        node.put("peer_runs", peerRuns);
        node.put("ratio", rounded(ratio()));
        node.put("mismatches", mismatches);
        node.put("value", rounded(value));
        node.put("unit", unit.isEmpty() ? null : unit);
        return node.toString();
    }

    /** Four significant digits: a timing has no more. */
    private static @Nullable Double rounded(@Nullable Double number) {
        return number == null || !Double.isFinite(number)
                ? null
                : new java.math.BigDecimal(number)
                        .round(new java.math.MathContext(4))
                        .doubleValue();
    }
}
