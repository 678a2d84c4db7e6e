package org.phusong.geodata.index;

import java.io.Serializable;

/**
 * An immutable index over wards and claim classes; shared by threads, each with a {@link Lookup} of its own.
 *
 * <p>Answers are those of JTS {@code covers}: the boundary of a polygon belongs to it.
 */
public final class CoverageIndex implements Serializable {

    private static final long serialVersionUID = 2;

    final Grid grid;
    final int[] root;
    final int[] nodes;
    final int[] leaves;
    final int[] leafEdges;
    final double[] vertices;
    final int[] answerWards;
    final long[] answerClasses;

    private final int classCount;
    private final int wardCount;

    CoverageIndex(
            Grid grid,
            int classCount,
            int wardCount,
            int[] root,
            int[] nodes,
            int[] leaves,
            int[] leafEdges,
            double[] vertices,
            int[] answerWards,
            long[] answerClasses) {
        this.grid = grid;
        this.classCount = classCount;
        this.wardCount = wardCount;
        this.root = root;
        this.nodes = nodes;
        this.leaves = leaves;
        this.leafEdges = leafEdges;
        this.vertices = vertices;
        this.answerWards = answerWards;
        this.answerClasses = answerClasses;
    }

    /**
     * The index with these arrays, as {@link #arrays} gave them.
     *
     * @throws IllegalArgumentException when a lookup would run astray in them; not when answers are wrong
     */
    public static CoverageIndex of(IndexArrays arrays) {
        IndexCheck.check(arrays);
        return new CoverageIndex(
                new Grid(
                        arrays.originX(),
                        arrays.originY(),
                        arrays.rootExponent(),
                        arrays.levels(),
                        arrays.columns(),
                        arrays.rows()),
                arrays.classCount(),
                arrays.wardCount(),
                arrays.root(),
                arrays.nodes(),
                arrays.leaves(),
                arrays.leafEdges(),
                arrays.vertices(),
                arrays.answerWards(),
                arrays.answerClasses());
    }

    /** All that makes the index; the arrays themselves, not copies. */
    public IndexArrays arrays() {
        return new IndexArrays(
                grid.originX(),
                grid.originY(),
                grid.rootExponent(),
                grid.levels(),
                grid.columns(),
                grid.rows(),
                classCount,
                wardCount,
                root,
                nodes,
                leaves,
                leafEdges,
                vertices,
                answerWards,
                answerClasses);
    }

    /** Claim classes are numbered from 0 to this (exclusive). */
    public int classCount() {
        return classCount;
    }

    /** Wards are numbered from 0 to this (exclusive). */
    public int wardCount() {
        return wardCount;
    }

    /** Longs in a bit set of classes. */
    public int words() {
        return (classCount + 63) / 64;
    }

    /** Vertices of all rings, the repeated first one of each included. */
    public int vertexCount() {
        return vertices.length / 2;
    }

    /** Size of all arrays in bytes. */
    public long bytes() {
        return hotBytes() + 4L * leafEdges.length + 8L * vertices.length;
    }

    /** Size in bytes of what lookups read all the time: all but the exact vertices, and which edges are in a leaf. */
    public long hotBytes() {
        return 4L * (root.length + nodes.length + leaves.length + answerWards.length) + 8L * answerClasses.length;
    }

    /** A new lookup for the calling thread. */
    public Lookup lookup() {
        return new Lookup(this);
    }
}
