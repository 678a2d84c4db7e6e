package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.ServiceAnswers;
import org.phusong.jobs.table.HouseholdCoverageTable;
import org.phusong.jobs.table.TableWriter;
import scala.Tuple2;

/** The rows of {@code household_coverage}: households get their answer's id, and files of them are written. Immutable; one broadcast. */
final class HouseholdLines implements Serializable {

    private static final long serialVersionUID = 1;

    private final CoverageModel model;
    private final AnswerDictionary answers;
    private final ArrayList<String> measures;
    private final ArrayList<String> services;
    private final int[][] networks;
    private final String folder;

    /** @param folder exists on every machine that runs tasks */
    HouseholdLines(
            CoverageModel model, AnswerDictionary answers, ServiceAnswers meaning, List<String> measures, Path folder) {
        this.model = model;
        this.answers = answers;
        this.measures = new ArrayList<>(measures);
        this.services = new ArrayList<>(meaning.services());
        this.folder = folder.toAbsolutePath().toString();
        this.networks = new int[answers.size()][services.size()];
        for (int answer = 0; answer < networks.length; answer++) {
            for (int service = 0; service < services.size(); service++) {
                networks[answer][service] = meaning.networks(answer, service);
            }
        }
    }

    /** Finds ward and answer of each household, as the counting pass did. */
    Iterator<PlacedHousehold> place(Iterator<Household> accepted) {
        HouseholdAnswer finder = new HouseholdAnswer(model);
        AnswerInterner seen = new AnswerInterner(model.index().words());
        // From the task's numbers to those of the dictionary.
        List<Integer> ids = new ArrayList<>();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return accepted.hasNext();
            }

            @Override
            public PlacedHousehold next() {
                Household household = accepted.next();
                finder.find(household);
                int local = seen.idOf(finder.answer());
                if (local == ids.size()) {
                    ids.add(answers.idOf(seen.classIds(local)));
                }
                return new PlacedHousehold(household, finder.ward(), ids.get(local));
            }
        };
    }

    /**
     * Writes one file; a task that is repeated replaces it by the same bytes.
     *
     * @return rows written
     */
    long write(int file, Iterator<Tuple2<PlacedHousehold, Boolean>> sorted) throws IOException {
        Path target = Path.of(folder, String.format("part-%05d.parquet", file));
        TaskContext task = TaskContext.get();
        Path attempt =
                target.resolveSibling("." + target.getFileName() + "." + (task == null ? 0 : task.taskAttemptId()));
        try {
            long rows;
            try (TableWriter writer =
                    TableWriter.create(attempt, HouseholdCoverageTable.schema(measures, services), Map.of())) {
                while (sorted.hasNext()) {
                    writer.write(row(sorted.next()._1()));
                }
                rows = writer.rows();
            }
            Files.move(attempt, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return rows;
        } finally {
            Files.deleteIfExists(attempt);
        }
    }

    private @Nullable Object[] row(PlacedHousehold household) {
        int[] served = networks[household.answer()];
        @Nullable Object[] cells = new @Nullable Object[5 + measures.size() + 2 * served.length];
        int at = 0;
        cells[at++] = household.id();
        cells[at++] = household.ward() < 0 ? null : model.wardCode(household.ward());
        cells[at++] = household.isLocated() ? household.lon() : null;
        cells[at++] = household.isLocated() ? household.lat() : null;
        for (int m = 0; m < measures.size(); m++) {
            cells[at++] = Thousandths.toDouble(household.thousandths(m));
        }
        cells[at++] = household.answer();
        for (int count : served) {
            cells[at++] = count > 0;
            cells[at++] = count;
        }
        return cells;
    }
}
