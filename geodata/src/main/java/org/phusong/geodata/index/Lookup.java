package org.phusong.geodata.index;

import java.util.Arrays;

/**
 * Answers of a {@link CoverageIndex} for one thread.
 *
 * <p>An answer is a ward and a set of classes; it has an id, dense from 0, that is valid for this lookup as long as it lives and means
 * nothing elsewhere. Allocates only when an answer is met that
 * this lookup has not met before, or a batch is larger than those before.
 */
public final class Lookup {

    /** Points that are taken through each step together: while one waits for memory, others go on. */
    static final int BLOCK = 256;

    private final int[] root;
    private final int[] nodes;
    private final int[] leaves;
    private final double originX;
    private final double originY;
    private final double perUnit;
    private final int rootShift;
    private final int columns;
    private final double width;
    private final double height;
    private final Grid grid;
    private final Answers answers;
    private final Outcomes outcomes;
    private final ExactTest exact;
    private final SpaceOrder order;
    // Of the points of a block.
    private final double[] blockX = new double[BLOCK];
    private final double[] blockY = new double[BLOCK];
    private final int[] blockAnswers = new int[BLOCK];
    private final long[] unitsX = new long[BLOCK];
    private final long[] unitsY = new long[BLOCK];
    private final int[] references = new int[BLOCK];
    private final int[] shifts = new int[BLOCK];
    private final int[] heads = new int[BLOCK];
    private final int[] covered = new int[BLOCK];
    private final int[] open = new int[BLOCK];

    Lookup(CoverageIndex index) {
        this.root = index.root;
        this.nodes = index.nodes;
        this.leaves = index.leaves;
        this.grid = index.grid;
        this.originX = grid.originX();
        this.originY = grid.originY();
        this.perUnit = 1 / grid.unit();
        this.rootShift = grid.rootShift();
        this.columns = grid.columns();
        this.width = (double) ((long) columns << rootShift);
        this.height = (double) ((long) grid.rows() << rootShift);
        this.answers = new Answers(index.classCount());
        this.outcomes = new Outcomes(index, answers);
        this.exact = new ExactTest(index, outcomes);
        this.order = new SpaceOrder(grid);
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
     * The id of the answer at a point.
     *
     * @param x longitude, degrees
     * @param y latitude, degrees; anything outside the layers, NaN included, has no ward and no class
     */
    public int answerAt(double x, double y) {
        double column = (x - originX) * perUnit;
        double row = (y - originY) * perUnit;
        if (!(column >= 0 && row >= 0 && column < width && row < height)) {
            return outcomes.idOf(0);
        }
        long unitX = (long) column;
        long unitY = (long) row;
        int shift = rootShift;
        int reference = root[(int) (unitY >> shift) * columns + (int) (unitX >> shift)];
        while ((reference & CellTree.KIND_MASK) == CellTree.NODE) {
            shift -= 2;
            reference = child(reference, unitX, unitY, shift);
        }
        if ((reference & CellTree.KIND_MASK) == CellTree.ANSWER) {
            return outcomes.idOf(reference >>> 2);
        }
        return leafAnswer(reference, leaves[reference >>> 2 << 1], unitX, unitY, shift, x, y);
    }

    private int child(int reference, long unitX, long unitY, int shift) {
        return nodes[
                ((reference & ~CellTree.KIND_MASK) << 2)
                        + ((int) (unitY >> shift) & 3) * 4
                        + ((int) (unitX >> shift) & 3)];
    }

    private int leafAnswer(int reference, int head, long unitX, long unitY, int shift, double x, double y) {
        int at = reference >>> 2 << 1;
        if (Leaf.isCrowded(head)) {
            return exact.crowdedAnswer(at, x, y, grid.lineY(unitY >> shift << shift));
        }
        return outcomes.idOf(at, coveredLanes(at, head, unitX, unitY, shift, x, y));
    }

    private int coveredLanes(int at, int head, long unitX, long unitY, int shift, double x, double y) {
        int lanes = Leaf.coveredLanes(leaves, at, head, Leaf.local(unitX, shift), Leaf.local(unitY, shift));
        return lanes != Leaf.UNDECIDED ? lanes : exact.coveredLanes(at, x, y, grid.lineY(unitY >> shift << shift));
    }

    /**
     * Looks up many points, as {@link #answerAt} does each. A large batch in no order of space is looked up in the order of the root
     * cells, which keeps what is read near.
     *
     * @param xs longitudes, degrees
     * @param ys latitudes, degrees
     * @param count how many of them
     * @param answers takes the id of each point's answer, in the order of the points
     */
    public void answersAt(double[] xs, double[] ys, int count, int[] answers) {
        int[] places = order.places(xs, ys, count);
        for (int from = 0; from < count; from += BLOCK) {
            int size = Math.min(BLOCK, count - from);
            if (places == null) {
                System.arraycopy(xs, from, blockX, 0, size);
                System.arraycopy(ys, from, blockY, 0, size);
                block(size);
                System.arraycopy(blockAnswers, 0, answers, from, size);
            } else {
                for (int i = 0; i < size; i++) {
                    blockX[i] = xs[places[from + i]];
                    blockY[i] = ys[places[from + i]];
                }
                block(size);
                for (int i = 0; i < size; i++) {
                    answers[places[from + i]] = blockAnswers[i];
                }
            }
        }
    }

    private void block(int count) {
        int nodesLeft = 0;
        for (int i = 0; i < count; i++) {
            double column = (blockX[i] - originX) * perUnit;
            double row = (blockY[i] - originY) * perUnit;
            int reference = 0;
            if (column >= 0 && row >= 0 && column < width && row < height) {
                long unitX = (long) column;
                long unitY = (long) row;
                unitsX[i] = unitX;
                unitsY[i] = unitY;
                reference = root[(int) (unitY >> rootShift) * columns + (int) (unitX >> rootShift)];
            }
            references[i] = reference;
            open[nodesLeft] = i;
            nodesLeft += reference & 1;
        }
        Arrays.fill(shifts, 0, count, rootShift);
        for (int shift = rootShift - 2; nodesLeft > 0; shift -= 2) {
            int stillLeft = 0;
            for (int k = 0; k < nodesLeft; k++) {
                int i = open[k];
                int reference = child(references[i], unitsX[i], unitsY[i], shift);
                references[i] = reference;
                shifts[i] = shift;
                open[stillLeft] = i;
                stillLeft += reference & 1;
            }
            nodesLeft = stillLeft;
        }
        int leavesLeft = 0;
        for (int i = 0; i < count; i++) {
            int reference = references[i];
            int isLeaf = reference >> 1 & 1;
            open[leavesLeft] = i;
            leavesLeft += isLeaf;
            if (isLeaf != 0) {
                // Brings the leaf near before it is tested.
                heads[i] = leaves[reference >>> 2 << 1];
            } else {
                blockAnswers[i] = outcomes.idOf(reference >>> 2);
            }
        }
        int gathered = 0;
        for (int k = 0; k < leavesLeft; k++) {
            int i = open[k];
            int at = references[i] >>> 2 << 1;
            if (Leaf.isCrowded(heads[i])) {
                blockAnswers[i] =
                        leafAnswer(references[i], heads[i], unitsX[i], unitsY[i], shifts[i], blockX[i], blockY[i]);
            } else {
                covered[i] = coveredLanes(at, heads[i], unitsX[i], unitsY[i], shifts[i], blockX[i], blockY[i]);
                open[gathered++] = i;
            }
        }
        for (int k = 0; k < gathered; k++) {
            outcomes.gather(k, references[open[k]] >>> 2 << 1, covered[open[k]]);
        }
        for (int k = 0; k < gathered; k++) {
            blockAnswers[open[k]] = outcomes.gathered(k);
        }
    }
}
