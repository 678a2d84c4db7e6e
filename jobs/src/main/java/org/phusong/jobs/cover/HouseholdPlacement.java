package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.index.Lookup;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.jobs.read.FilePiece;
import org.phusong.jobs.read.HouseholdBatch;
import org.phusong.jobs.read.HouseholdBatches;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.read.RowKeys;

/** Which file each household goes to, and with which answer: the second pass. Immutable; shipped to tasks. */
final class HouseholdPlacement implements Serializable {

    private static final long serialVersionUID = 1;

    /** Stands for every file. */
    private static final int ALL = -1;

    private final FileCut cut;
    private final AnswerDictionary answers;

    HouseholdPlacement(FileCut cut, AnswerDictionary answers) {
        this.cut = cut;
        this.answers = answers;
    }

    /** How many households go to a file. */
    long rows(int file) {
        return cut.rows(file);
    }

    /** The rows of one file, from the pieces of its plan. */
    HouseholdRows rowsOf(FilePlan plan, HouseholdReader reader, CoverageModel model, RowKeys duplicates, int measures)
            throws IOException {
        Placing placing = new Placing(model, measures, plan.file());
        HouseholdBatch batch = reader.batch();
        for (FilePiece piece : plan.pieces()) {
            try (HouseholdBatches batches = reader.open(piece, duplicates)) {
                while (batches.next(batch)) {
                    placing.place(batch);
                }
            }
        }
        return placing.rows[plan.file()];
    }

    /** The rows of one piece, a parcel a batch and file. */
    Iterator<Workers.Parcel> parcels(
            FilePiece piece, HouseholdReader reader, CoverageModel model, RowKeys duplicates, int measures)
            throws IOException {
        HouseholdBatches batches = reader.open(piece, duplicates);
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) context -> close(batches));
        }
        HouseholdBatch batch = reader.batch();
        Placing placing = new Placing(model, measures, ALL);
        return new Iterator<>() {
            private final Queue<Workers.Parcel> ready = new ArrayDeque<>();
            private boolean ended;

            @Override
            public boolean hasNext() {
                try {
                    while (ready.isEmpty() && !ended) {
                        ended = !batches.next(batch);
                        placing.place(batch);
                        placing.takeTo(ready);
                    }
                    if (ready.isEmpty()) {
                        batches.close();
                    }
                    return !ready.isEmpty();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public Workers.Parcel next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
    }

    private static void close(HouseholdBatches batches) {
        try {
            batches.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts households where they belong, for one task. */
    private final class Placing {

        private final HouseholdAnswers finder;
        private final int only;
        private final HouseholdRows[] rows;
        private final long[] classes;
        // By the lookup's numbers: ids in the dictionary, and wards.
        private int[] ids = new int[0];
        private int[] wards = new int[0];

        /** @param only the one file whose rows are wanted, or {@link #ALL} */
        Placing(CoverageModel model, int measures, int only) {
            this.finder = new HouseholdAnswers(model);
            this.only = only;
            this.classes = new long[model.index().words()];
            this.rows = new HouseholdRows[cut.files()];
            for (int file = 0; file < rows.length; file++) {
                if (only == ALL) {
                    rows[file] = new HouseholdRows(measures);
                } else if (only == file) {
                    rows[file] = new HouseholdRows(measures).expecting(cut.rows(file));
                }
            }
        }

        void place(HouseholdBatch batch) {
            int[] found = finder.find(batch);
            int known = finder.lookup().answerCount();
            if (ids.length < known) {
                int before = ids.length;
                ids = Arrays.copyOf(ids, known);
                wards = Arrays.copyOf(wards, known);
                Arrays.fill(ids, before, known, -1);
            }
            int[] stated = batch.statedWards();
            double[] lons = batch.lons();
            double[] lats = batch.lats();
            for (int row = 0; row < batch.size(); row++) {
                long key = stated[row] >= 0 ? HouseholdRows.UNLOCATED : SpaceKey.of(lons[row], lats[row]);
                long prefix = key == HouseholdRows.UNLOCATED
                        ? FileCut.UNLOCATED
                        : key >>> (SpaceKey.BITS - TaskCount.PREFIX_BITS);
                int file = cut.fileOf(prefix);
                if (only != ALL && only != file) {
                    continue;
                }
                int answer = found[row];
                if (ids[answer] < 0) {
                    name(answer);
                }
                rows[file].add(batch, row, key, wards[answer], ids[answer]);
            }
        }

        /** Hands over what was placed, and begins anew. */
        void takeTo(Queue<Workers.Parcel> parcels) {
            for (int file = 0; file < rows.length; file++) {
                if (rows[file].size() > 0) {
                    parcels.add(new Workers.Parcel(file, rows[file]));
                    rows[file] = new HouseholdRows(rows[file].measures());
                }
            }
        }

        private void name(int answer) {
            Lookup lookup = finder.lookup();
            lookup.classesOf(answer, classes);
            ids[answer] = answers.idOf(BitSet.valueOf(classes).stream().toArray());
            wards[answer] = lookup.wardOf(answer);
        }
    }
}
