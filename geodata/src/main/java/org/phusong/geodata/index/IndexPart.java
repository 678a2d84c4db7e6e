package org.phusong.geodata.index;

/**
 * One row of root cells, built for itself: its references and answer ids count from its own beginning.
 *
 * @param root a reference for each root cell of the row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; flat arrays keep the build fast
record IndexPart(int[] root, int[] nodes, int[] leaves, int[] leafEdges, Answers answers) {

    /** Moves references, edge positions and answer ids to where they are among all parts. */
    void move(int firstNode, int firstLeaf, int firstEdge, int[] answerIds) {
        move(root, firstNode, firstLeaf, answerIds);
        move(nodes, firstNode, firstLeaf, answerIds);
        for (int at = 0; at < leaves.length; at += (Leaf.length(leaves[at]) + 1) & ~1) {
            if (Leaf.isCrowded(leaves[at])) {
                leaves[at + 1] = answerIds[leaves[at + 1]];
            } else {
                leaves[at + 2] = answerIds[leaves[at + 2]];
                leaves[at + 3] += firstEdge;
            }
        }
    }

    private static void move(int[] references, int firstNode, int firstLeaf, int[] answerIds) {
        for (int i = 0; i < references.length; i++) {
            references[i] = moved(references[i], firstNode, firstLeaf, answerIds);
        }
    }

    private static int moved(int reference, int firstNode, int firstLeaf, int[] answerIds) {
        int index = reference >>> 2;
        return switch (reference & CellTree.KIND_MASK) {
            case CellTree.NODE -> CellTree.reference(index + firstNode / 16, CellTree.NODE);
            case CellTree.LEAF -> CellTree.reference(index + firstLeaf / 2, CellTree.LEAF);
            default -> CellTree.reference(answerIds[index], CellTree.ANSWER);
        };
    }
}
