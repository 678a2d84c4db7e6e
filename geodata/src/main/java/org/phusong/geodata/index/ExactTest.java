package org.phusong.geodata.index;

import java.util.Arrays;

/** The test of a point in a leaf by the exact coordinates of its edges. For one thread. */
final class ExactTest {

    private final int[] leaves;
    private final int[] leafEdges;
    private final Edges edges;
    private final Outcomes outcomes;
    private final int[] windings = new int[Leaf.MAX_LANES];

    ExactTest(CoverageIndex index, Outcomes outcomes) {
        this.leaves = index.leaves;
        this.leafEdges = index.leafEdges;
        this.edges = new Edges(index.vertices);
        this.outcomes = outcomes;
    }

    /** The lanes that cover the point, one bit each. */
    int coveredLanes(int leaf, double x, double y, double south) {
        int head = leaves[leaf];
        int onEdge = 0;
        Arrays.fill(windings, 0);
        int lane = 0;
        int at = Leaf.firstEdge(leaf, head);
        int first = leaves[leaf + 3];
        for (int k = first; k < first + Leaf.edgeCount(head); k++) {
            int winding = edges.winding(leafEdges[k], x, y, south);
            if (winding == Edges.ON_EDGE) {
                onEdge |= 1 << lane;
            } else {
                windings[lane] += winding;
            }
            lane += leaves[at + 1] >>> 31;
            at += 2;
        }
        int sum = leaves[leaf + 1];
        for (lane = 0; lane < Leaf.laneCount(head); lane++) {
            sum += windings[lane] << (4 * lane);
        }
        return onEdge | Leaf.covered(sum);
    }

    /** The answer in a crowded leaf. */
    int crowdedAnswer(int leaf, double x, double y, double south) {
        outcomes.begin(leaves[leaf + 1]);
        int at = leaf + 3;
        for (int left = leaves[leaf + 2]; left > 0; left--) {
            int count = leaves[at + 2];
            if (covers(at, count, x, y, south)) {
                outcomes.cover(leaves[at]);
            }
            at += 3 + count;
        }
        return outcomes.id();
    }

    private boolean covers(int layer, int count, double x, double y, double south) {
        int sum = leaves[layer + 1];
        for (int k = layer + 3; k < layer + 3 + count; k++) {
            int winding = edges.winding(leaves[k], x, y, south);
            if (winding == Edges.ON_EDGE) {
                return true;
            }
            sum += winding;
        }
        return sum > 0;
    }
}
