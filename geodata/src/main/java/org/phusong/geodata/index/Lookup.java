package org.phusong.geodata.index;

import java.util.Arrays;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/**
 * Answers of a {@link CoverageIndex} for one thread.
 *
 * <p>An answer is a ward and a set of classes; it has an id, dense from 0, that is valid for this lookup as long as it lives and means
 * nothing elsewhere. Allocates only when an answer is met that this lookup has not met before.
 */
public final class Lookup {

    private final CoverageIndex index;
    private final int classCount;
    private final int words;
    private final double originX;
    private final double originY;
    private final double perFinest;
    private final int levels;
    private final int columns;
    private final int rows;
    private final Answers answers;
    // Of the point that is being looked up.
    private final long[] classes;
    private int ward = -1;

    Lookup(CoverageIndex index) {
        this.index = index;
        this.classCount = index.classCount();
        this.words = index.words();
        Grid grid = index.grid;
        this.originX = grid.originX();
        this.originY = grid.originY();
        this.perFinest = 1 / grid.finestSize();
        this.levels = grid.levels();
        this.columns = grid.columns();
        this.rows = grid.rows();
        this.classes = new long[words];
        this.answers = new Answers(index.answerWards, index.answerClasses, words);
    }

    /** How many answers this lookup knows; their ids are below. */
    public int answerCount() {
        return answers.count();
    }

    /** The ward of an answer: of those that cover the point, the one with the smallest number; -1 for none. */
    public int wardOf(int answer) {
        return answers.ward(answer);
    }

    /**
     * The classes of an answer.
     *
     * @param into takes {@link CoverageIndex#words()} longs: class {@code id} is bit {@code id % 64} of long {@code id / 64}
     */
    public void classesOf(int answer, long[] into) {
        answers.classes(answer, into);
    }

    /**
     * The id of any answer, whether the index gave it or not.
     *
     * @param ward -1 for none
     * @param classes {@link CoverageIndex#words()} longs, as {@link #classesOf} gives them
     */
    public int answerOf(int ward, long[] classes) {
        return answers.idOf(ward, classes);
    }

    /**
     * Looks up many points, as {@link #answerAt} does each. A large batch in no order of space is looked up in the order of the
     * index's cells, which is several times faster than one by one.
     *
     * @param xs longitudes, degrees
     * @param ys latitudes, degrees
     * @param count how many of them
     * @param answers takes the id of each point's answer, in the order of the points
     */
    public void answersAt(double[] xs, double[] ys, int count, int[] answers) {
        for (int i = 0; i < count; i++) {
            answers[i] = answerAt(xs[i], ys[i]);
        }
    }

    /**
     * The id of the answer at a point.
     *
     * @param x longitude, degrees
     * @param y latitude, degrees; anything outside the layers, NaN included, has no ward and no class
     */
    public int answerAt(double x, double y) {
        find(x, y);
        return answers.idOf(ward, classes);
    }

    private void find(double x, double y) {
        double column = (x - originX) * perFinest;
        double row = (y - originY) * perFinest;
        int depth = 2 * levels;
        if (!(column >= 0
                && row >= 0
                && column < (double) columns * (1 << depth)
                && row < (double) rows * (1 << depth))) {
            ward = -1;
            Arrays.fill(classes, 0);
            return;
        }
        int c = (int) column;
        int r = (int) row;
        int reference = index.root[(r >> depth) * columns + (c >> depth)];
        while ((reference & 3) == CellTree.NODE) {
            depth -= 2;
            reference = index.nodes[(reference >>> 2) + ((r >> depth & 3) << 2 | (c >> depth & 3))];
        }
        int at = reference >>> 2;
        if ((reference & 3) == CellTree.ANSWER) {
            load(at);
        } else {
            load(index.leaves[at]);
            test(at + 1, x, y);
        }
    }

    private void load(int answer) {
        ward = index.answerWards[answer];
        System.arraycopy(index.answerClasses, answer * words, classes, 0, words);
    }

    private void test(int start, double x, double y) {
        int[] leaves = index.leaves;
        int at = start + 1;
        for (int polygons = leaves[start]; polygons > 0; polygons--) {
            int layer = leaves[at] >> 1;
            int count = leaves[at + 1];
            if (!isKnown(layer) && covers(leaves, at, count, x, y)) {
                if (layer < classCount) {
                    classes[layer >> 6] |= 1L << layer;
                } else {
                    ward = layer - classCount;
                }
            }
            at += 2 + count;
        }
    }

    private boolean isKnown(int layer) {
        return layer < classCount ? (classes[layer >> 6] & 1L << layer) != 0 : ward >= 0 && ward <= layer - classCount;
    }

    /** Parity along the path from the cell's corner; see {@link CellTree} for the two flags of an edge. */
    private boolean covers(int[] leaves, int at, int count, double x, double y) {
        double[] edges = index.edges;
        int parity = leaves[at] & 1;
        for (int k = at + 2; k < at + 2 + count; k++) {
            int entry = leaves[k];
            int e = entry & ~3;
            double ax = edges[e];
            if (x < ax) {
                continue;
            }
            double ay = edges[e + 1];
            double bx = edges[e + 2];
            double by = edges[e + 3];
            if (x >= bx) {
                if (x == bx && (y == by || (ax == bx && (y < ay) != (y < by)) || (x == ax && y == ay))) {
                    return true;
                }
                parity ^= entry >> 1 & 1;
                continue;
            }
            int below;
            if (y > ay && y > by) {
                below = 1;
            } else if (y < ay && y < by) {
                below = 0;
            } else {
                int side = CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, x, y);
                if (side == 0) {
                    return true;
                }
                below = side > 0 ? 1 : 0;
            }
            parity ^= below ^ (entry & 1);
        }
        return parity == 1;
    }
}
