package org.phusong.jobs.cover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.phusong.geodata.index.Lookup;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.jobs.read.HouseholdBatch;
import org.phusong.jobs.read.IdHash;

/** The counting pass of one task: every household to (ward, answer), counted while passing. Leaves no object behind for any of them. */
final class HouseholdPass {

    private final HouseholdAnswers finder;
    private final int measures;
    private final int groupLevels;
    private final TaskCount count;
    // Counters: the households that have one answer and one tuple of groups. A stride of amounts, as a bar has them,
    // and of rows.
    private final LongNumbers counters = new LongNumbers();
    private final LongNumbers tuples = new LongNumbers();
    private final List<List<String>> tupleValues = new ArrayList<>();
    private long[] amounts;
    private long[] rows;

    HouseholdPass(CoverageModel model, int measures, int groupLevels) {
        this.finder = new HouseholdAnswers(model);
        this.measures = measures;
        this.groupLevels = groupLevels;
        this.count = new TaskCount(model.index().words(), measures);
        this.amounts = new long[2 * measures * 64];
        this.rows = new long[64];
    }

    /**
     * Passes over one batch.
     *
     * @param file the file's place among the input's files
     * @param span of the piece that the batch is from
     */
    void over(int file, HouseholdBatch batch, PieceSpan.Measuring span) {
        int n = batch.size();
        count.countFile(file, new FileCounts(batch.leftOut(), n, batch.rejected()));
        count.issues().merge(batch.issues());
        int[] answers = finder.find(batch);
        for (int row = 0; row < n; row++) {
            int counter = groupLevels == 0 ? answers[row] : counterOf(answers[row], batch, row);
            if (counter >= rows.length) {
                rows = Arrays.copyOf(rows, Math.max(2 * rows.length, counter + 1));
                amounts = Arrays.copyOf(amounts, Math.multiplyExact(rows.length, 2 * measures));
            }
            rows[counter]++;
            int at = 2 * measures * counter;
            for (int m = 0; m < measures; m++) {
                amounts[at + 2 * m] = Math.addExact(amounts[at + 2 * m], batch.thousandths(m)[row]);
            }
        }
        if (batch.unlocated() > 0) {
            addUnlocated(batch, answers);
        }
        places(batch, span);
        byte[] ids = batch.idBytes();
        for (int row = 0; row < n; row++) {
            int start = batch.idStart(row);
            count.countId(IdHash.of(ids, start, batch.idEnd(row) - start));
        }
    }

    private int counterOf(int answer, HouseholdBatch batch, int row) {
        int tuple = 0;
        for (int level = 0; level < groupLevels; level++) {
            tuple = tuples.numberOf((long) (level == 0 ? -1 : tuple) << 32 | batch.groups(level)[row]);
        }
        // Tuples that end before the last level have numbers too; they are never asked for.
        while (tupleValues.size() < tuples.count()) {
            tupleValues.add(valuesOf(tupleValues.size(), batch));
        }
        return counters.numberOf((long) answer << 32 | tuple);
    }

    private List<String> valuesOf(int tuple, HouseholdBatch batch) {
        long value = tuples.value(tuple);
        int before = (int) (value >> 32);
        List<String> values = new ArrayList<>(before < 0 ? List.of() : tupleValues.get(before));
        values.add(batch.groupName((int) value));
        return values;
    }

    private void addUnlocated(HouseholdBatch batch, int[] answers) {
        int[] wards = batch.statedWards();
        for (int row = 0; row < batch.size(); row++) {
            if (wards[row] >= 0) {
                int counter = groupLevels == 0 ? answers[row] : counterOf(answers[row], batch, row);
                for (int m = 0; m < measures; m++) {
                    int at = 2 * (measures * counter + m) + 1;
                    amounts[at] = Math.addExact(amounts[at], batch.thousandths(m)[row]);
                }
            }
        }
        count.countUnlocated(batch.unlocated());
    }

    /** Counts where households are, by the first bits of their space keys. */
    private void places(HouseholdBatch batch, PieceSpan.Measuring span) {
        double[] lons = batch.lons();
        double[] lats = batch.lats();
        int[] wards = batch.statedWards();
        for (int row = 0; row < batch.size(); row++) {
            if (wards[row] < 0) {
                long prefix = SpaceKey.of(lons[row], lats[row]) >>> (SpaceKey.BITS - TaskCount.PREFIX_BITS);
                count.countPrefix(prefix);
                span.addLocated(prefix);
            }
        }
        span.addUnlocated(batch.unlocated());
    }

    /** What was counted; ends the pass. */
    TaskCount finish() {
        Lookup lookup = finder.lookup();
        long[] classes = new long[count.bars().words()];
        int used = groupLevels == 0 ? Math.min(rows.length, lookup.answerCount()) : counters.count();
        for (int counter = 0; counter < used; counter++) {
            if (rows[counter] > 0) {
                int answer = groupLevels == 0 ? counter : (int) (counters.value(counter) >> 32);
                List<String> groups = groupLevels == 0 ? List.of() : tupleValues.get((int) counters.value(counter));
                int ward = lookup.wardOf(answer);
                lookup.classesOf(answer, classes);
                int at = 2 * measures * counter;
                count.bars().add(ward, groups, classes, Arrays.copyOfRange(amounts, at, at + 2 * measures));
                if (ward < 0) {
                    count.countOutside(rows[counter]);
                }
            }
        }
        count.addListed(finder.listed());
        return count;
    }
}
