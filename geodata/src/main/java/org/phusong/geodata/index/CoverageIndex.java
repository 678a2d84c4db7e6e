package org.phusong.geodata.index;

import java.io.Serializable;

/**
 * An immutable index over wards and claim classes; shared by threads, each with a {@link Lookup} of its own.
 *
 * <p>Answers are those of JTS {@code covers}: the boundary of a polygon belongs to it.
 */
public final class CoverageIndex implements Serializable {

    private static final long serialVersionUID = 1;

    final Grid grid;
    final int[] root;
    final int[] nodes;
    final int[] leaves;
    final double[] edges;
    /** One an answer: the smallest ward that covers the whole cell, -1 for none. */
    final int[] answerWards;
    /** {@link #words()} an answer: the classes that cover the whole cell. */
    final long[] answerClasses;

    private final int classCount;
    private final int wardCount;

    CoverageIndex(
            Grid grid,
            int[] root,
            int[] nodes,
            int[] leaves,
            double[] edges,
            int[] answerWards,
            long[] answerClasses,
            int classCount,
            int wardCount) {
        this.grid = grid;
        this.root = root;
        this.nodes = nodes;
        this.leaves = leaves;
        this.edges = edges;
        this.answerWards = answerWards;
        this.answerClasses = answerClasses;
        this.classCount = classCount;
        this.wardCount = wardCount;
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

    /** Edges in the index; with the ends swapped so that the smaller x comes first. */
    public int edgeCount() {
        return edges.length / 4;
    }

    /** Size of the arrays in bytes. */
    public long bytes() {
        return 4L * (root.length + nodes.length + leaves.length + answerWards.length)
                + 8L * (edges.length + answerClasses.length);
    }

    /** A new lookup for the calling thread. */
    public Lookup lookup() {
        return new Lookup(this);
    }
}
