package org.phusong.geodata.index;

import java.util.BitSet;

/**
 * Refuses arrays in which a lookup would run astray: out of an array, in a circle, or below the finest level. It cannot tell whether
 * answers are right; that is for a checksum of the file.
 */
final class IndexCheck {

    private static final int MAX_LEVELS = 16;

    private final IndexArrays arrays;
    // Half of each position where a leaf begins.
    private final BitSet leafStarts = new BitSet();

    private IndexCheck(IndexArrays arrays) {
        this.arrays = arrays;
    }

    /** @throws IllegalArgumentException when the arrays are no index */
    static void check(IndexArrays arrays) {
        IndexCheck check = new IndexCheck(arrays);
        check.checkSizes();
        check.checkLeaves();
        check.checkReferences();
    }

    private void checkSizes() {
        require(arrays.classCount() >= 0 && arrays.wardCount() >= 0, "counts of classes and wards");
        require(arrays.columns() > 0 && arrays.rows() > 0, "root cells");
        require((long) arrays.columns() * arrays.rows() == arrays.root().length, "number of root cells");
        require(arrays.levels() >= 0 && arrays.levels() <= MAX_LEVELS, "levels");
        int finest = arrays.rootExponent() - 2 * arrays.levels();
        require(arrays.rootExponent() <= 9 && finest >= -17, "size of cells");
        require(
                Math.abs(arrays.originX()) <= 1024
                        && Math.abs(arrays.originY()) <= 1024
                        && isStep(arrays.originX())
                        && isStep(arrays.originY()),
                "origin");
        require(arrays.nodes().length % 16 == 0, "length of nodes");
        require(arrays.vertices().length % 2 == 0, "length of vertices");
        require(arrays.answerWards().length > 0, "answers");
        long words = (arrays.classCount() + 63L) / 64;
        require(arrays.answerWards().length * words == arrays.answerClasses().length, "length of answers");
        for (int ward : arrays.answerWards()) {
            require(ward >= -1 && ward < arrays.wardCount(), "ward of an answer");
        }
    }

    private static boolean isStep(double origin) {
        double steps = origin * 0x1p31;
        return steps == Math.rint(steps);
    }

    private void checkLeaves() {
        int[] leaves = arrays.leaves();
        for (int at = 0; at < leaves.length; ) {
            leafStarts.set(at / 2);
            long length = Leaf.length(leaves[at]);
            require(length >= 3 && at + length <= leaves.length, "length of a leaf");
            if (Leaf.isCrowded(leaves[at])) {
                checkCrowded(at, at + (int) length);
            } else {
                checkLanes(at);
            }
            at += (int) ((length + 1) & ~1L);
        }
        int edges = arrays.vertices().length / 2 - 1;
        for (int e : arrays.leafEdges()) {
            require(e >= 0 && e < edges, "edge of a leaf");
        }
    }

    private void checkLanes(int at) {
        int[] leaves = arrays.leaves();
        int lanes = Leaf.laneCount(leaves[at]);
        require(lanes > 0 && lanes <= Leaf.MAX_LANES, "lanes of a leaf");
        require(isAnswer(Leaf.answer(leaves, at)), "answer of a leaf");
        int count = Leaf.edgeCount(leaves[at]);
        int first = leaves[at + 3];
        require(first >= 0 && first <= arrays.leafEdges().length - count, "edges of a leaf");
        int ends = 0;
        boolean isEnd = false;
        for (int k = 0; k < count; k++) {
            isEnd = leaves[Leaf.firstEdge(at, leaves[at]) + 2 * k + 1] < 0;
            ends += isEnd ? 1 : 0;
        }
        require(ends == lanes && isEnd, "edges of the lanes of a leaf");
        for (int lane = 0; lane < lanes; lane++) {
            require(isLayer(Leaf.layer(leaves, at, lane)), "layer of a leaf");
        }
    }

    private void checkCrowded(int start, int end) {
        int[] leaves = arrays.leaves();
        require(isAnswer(leaves[start + 1]), "answer of a leaf");
        int edges = arrays.vertices().length / 2 - 1;
        int at = start + 3;
        for (int left = leaves[start + 2]; left > 0; left--) {
            require(at <= end - 3 && isLayer(leaves[at]), "layer of a leaf");
            int count = leaves[at + 2];
            require(count >= 0 && count <= end - at - 3, "edges of a leaf");
            for (int k = at + 3; k < at + 3 + count; k++) {
                require(leaves[k] >= 0 && leaves[k] < edges, "edge of a leaf");
            }
            at += 3 + count;
        }
        require(at == end, "length of a leaf");
    }

    private void checkReferences() {
        int[] nodes = arrays.nodes();
        // The greatest depth of each node; children come after their parent, so there is no circle.
        byte[] depths = new byte[nodes.length / 16];
        for (int reference : arrays.root()) {
            checkReference(reference, -1, 0, depths);
        }
        for (int i = 0; i < nodes.length; i++) {
            checkReference(nodes[i], i / 16, depths[i / 16] + 1, depths);
        }
    }

    private void checkReference(int reference, int parent, int depth, byte[] depths) {
        int index = reference >>> 2;
        switch (reference & CellTree.KIND_MASK) {
            case CellTree.ANSWER -> require(isAnswer(index), "answer of a cell");
            case CellTree.LEAF -> require(leafStarts.get(index), "leaf of a cell");
            case CellTree.NODE -> {
                require(index > parent && index < depths.length && depth < arrays.levels(), "node of a cell");
                depths[index] = (byte) Math.max(depths[index], depth);
            }
            default -> require(false, "kind of a cell");
        }
    }

    private boolean isAnswer(int answer) {
        return answer >= 0 && answer < arrays.answerWards().length;
    }

    private boolean isLayer(int layer) {
        return layer >= 0 && layer < (long) arrays.classCount() + arrays.wardCount();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("Not a coverage index: its " + what + " cannot be right");
        }
    }
}
