package org.phusong.geodata.index;

/** Turns what an index says of a point into an answer of one {@link Lookup}. For one thread. */
final class Outcomes {

    private final int[] leaves;
    private final int[] answerWards;
    private final long[] answerClasses;
    private final int words;
    private final Answers answers;
    // Ids plus one of the index's answers that have been met, 0 for others.
    private final int[] met;
    // Outcomes of a block of points, which are named only when all are gathered.
    private final int[] blockWards = new int[Lookup.BLOCK];
    private final long[] blockClasses;
    private final CellContent outcome;

    Outcomes(CoverageIndex index, Answers answers) {
        this.leaves = index.leaves;
        this.answerWards = index.answerWards;
        this.answerClasses = index.answerClasses;
        this.words = index.words();
        this.answers = answers;
        this.met = new int[answerWards.length];
        this.blockClasses = new long[Lookup.BLOCK * words];
        this.outcome = new CellContent(index.classCount());
    }

    /** The id of an answer of the index. */
    int idOf(int answer) {
        int known = met[answer];
        return known != 0 ? known - 1 : newIdOf(answer);
    }

    private int newIdOf(int answer) {
        begin(answer);
        int id = id();
        met[answer] = id + 1;
        return id;
    }

    /** The id of the answer of a leaf where the lanes in {@code covered} cover the point. */
    int idOf(int leaf, int covered) {
        begin(Leaf.answer(leaves, leaf));
        for (int lanes = covered; lanes != 0; lanes &= lanes - 1) {
            outcome.cover(Leaf.layer(leaves, leaf, Integer.numberOfTrailingZeros(lanes)));
        }
        return id();
    }

    /** Notes the answer of a leaf as outcome {@code k} of a block. */
    void gather(int k, int leaf, int covered) {
        begin(Leaf.answer(leaves, leaf));
        for (int lanes = covered; lanes != 0; lanes &= lanes - 1) {
            outcome.cover(Leaf.layer(leaves, leaf, Integer.numberOfTrailingZeros(lanes)));
        }
        blockWards[k] = outcome.ward;
        for (int word = 0; word < words; word++) {
            blockClasses[k * words + word] = outcome.classes[word];
        }
    }

    /** The id of outcome {@code k} of a block. */
    int gathered(int k) {
        return answers.idOf(blockWards[k], blockClasses, k * words);
    }

    /** Begins an outcome with an answer of the index. */
    void begin(int answer) {
        outcome.ward = answerWards[answer];
        for (int word = 0; word < words; word++) {
            outcome.classes[word] = answerClasses[answer * words + word];
        }
    }

    /** Adds a layer to the outcome. */
    void cover(int layer) {
        outcome.cover(layer);
    }

    /** The id of the outcome. */
    int id() {
        return answers.idOf(outcome.ward, outcome.classes);
    }
}
