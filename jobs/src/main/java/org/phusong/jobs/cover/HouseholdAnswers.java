package org.phusong.jobs.cover;

import java.util.BitSet;
import org.phusong.geodata.index.Lookup;
import org.phusong.jobs.read.HouseholdBatch;

/** Finds ward and answer of every household of a batch, for one task. */
final class HouseholdAnswers {

    private final HouseholdLists lists;
    private final Lookup lookup;
    private final long[] none;
    private final long[] classes;
    private final BitSet listed = new BitSet();
    private int[] answers = new int[0];

    HouseholdAnswers(CoverageModel model) {
        this.lists = model.lists();
        this.lookup = model.index().lookup();
        this.none = new long[model.index().words()];
        this.classes = new long[model.index().words()];
    }

    /** The answer of each household, by the numbers of {@link #lookup()}; overwritten by the next call. */
    int[] find(HouseholdBatch batch) {
        int n = batch.size();
        if (answers.length < n) {
            answers = new int[batch.lons().length];
        }
        lookup.answersAt(batch.lons(), batch.lats(), n, answers);
        if (batch.unlocated() > 0) {
            // Only a list can serve a household that has no point.
            int[] wards = batch.statedWards();
            for (int row = 0; row < n; row++) {
                if (wards[row] >= 0) {
                    answers[row] = lookup.answerOf(wards[row], none);
                }
            }
        }
        if (!lists.isEmpty()) {
            for (int row = 0; row < n; row++) {
                if (lists.mayName(batch, row)) {
                    lookup.classesOf(answers[row], classes);
                    if (lists.addTo(batch.id(row), classes, listed)) {
                        answers[row] = lookup.answerOf(lookup.wardOf(answers[row]), classes);
                    }
                }
            }
        }
        return answers;
    }

    /** Tells what an answer is. */
    Lookup lookup() {
        return lookup;
    }

    /** The listed households met so far. */
    BitSet listed() {
        return listed;
    }
}
