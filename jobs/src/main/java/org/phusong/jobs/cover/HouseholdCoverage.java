package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.phusong.jobs.assess.ServiceAnswers;
import org.phusong.jobs.read.DuplicateRows;
import org.phusong.jobs.read.FilePiece;
import org.phusong.jobs.read.HouseholdBatches;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.read.RowKeys;

/**
 * The two passes over households: the first counts, the second writes each household with its answer.
 *
 * <p>Two passes, because answers are numbered by content and files are cut by exact counts: both are known only when all households
 * have been seen. The lookup is cheap enough to do twice.
 */
public final class HouseholdCoverage implements AutoCloseable {

    /** Rows of one counting task: enough that its bars, which it sends to the driver, are few against its rows. */
    private static final long ROWS_PER_TASK = 1 << 21;

    /** Ids that are looked at in one pass for duplicates; candidates with all their columns wait in memory. */
    private static final int IDS_PER_SEARCH = 200_000;

    private final Workers workers;
    private final HouseholdReader households;
    private final CoverageModel model;
    private final Shared<CoverageModel> sharedModel;
    private final Shared<HouseholdReader> sharedReader;
    private final List<String> measures;
    private Shared<RowKeys> duplicates;
    private List<PieceSpan> spans = List.of();

    /**
     * Prepares the passes.
     *
     * @param workers do them
     * @param households rows of the study's households
     * @param model answers for each
     * @param measures names of the study's measures, in its order
     */
    public HouseholdCoverage(Workers workers, HouseholdReader households, CoverageModel model, List<String> measures) {
        this.workers = workers;
        this.households = households;
        this.model = model;
        this.measures = List.copyOf(measures);
        this.sharedModel = workers.share(model);
        this.sharedReader = workers.share(households);
        this.duplicates = workers.share(RowKeys.NONE);
    }

    /** Pieces that one counting task passes over. */
    private record TaskPieces(ArrayList<FilePiece> pieces) implements Serializable {}

    /** What one counting task gives. */
    private record TaskResult(TaskCount count, ArrayList<PieceSpan> spans) implements Serializable {}

    /**
     * Finds every household's ward and answer and counts them; repeated ids are found and rejected.
     *
     * @param passed is told how many rows each task has passed, as they end
     */
    public CoverageCount count(LongConsumer passed) throws IOException {
        TaskCount counted = pass(passed);
        long[] repeated = counted.takeRepeatedIdHashes();
        // Two ids with one hash are hardly ever met, and then nothing is rejected and the first count stands.
        if (repeated.length > 0) {
            RowKeys rejected = duplicatesAmong(repeated);
            if (rejected.size() > 0) {
                duplicates.close();
                duplicates = workers.share(rejected);
                counted = pass(rows -> {});
            }
        }
        return new CoverageCount(counted, model, measures);
    }

    private TaskCount pass(LongConsumer passed) throws IOException {
        Shared<CoverageModel> shippedModel = sharedModel;
        Shared<HouseholdReader> shippedReader = sharedReader;
        Shared<RowKeys> rejected = duplicates;
        int measureCount = measures.size();
        TaskCount sum = new TaskCount(model.index().words(), measureCount);
        List<PieceSpan> found = new ArrayList<>();
        workers.run(
                tasks(households.pieces()),
                task -> countPieces(task, shippedReader.get(), shippedModel.get(), rejected.get(), measureCount),
                result -> {
                    sum.merge(result.count());
                    found.addAll(result.spans());
                    passed.accept(result.count().rows());
                });
        spans = List.copyOf(found);
        return sum;
    }

    private static List<TaskPieces> tasks(List<FilePiece> pieces) {
        List<TaskPieces> tasks = new ArrayList<>();
        long all = pieces.stream().mapToLong(piece -> Math.max(piece.rows(), 0)).sum();
        // At least so many tasks that the cores of a small machine share even few rows.
        long rowsPerTask = Math.min(ROWS_PER_TASK, all / 8 + 1);
        ArrayList<FilePiece> gathered = new ArrayList<>();
        long rows = 0;
        for (FilePiece piece : pieces) {
            gathered.add(piece);
            rows += piece.rows() < 0 ? rowsPerTask : piece.rows();
            if (rows >= rowsPerTask) {
                tasks.add(new TaskPieces(gathered));
                gathered = new ArrayList<>();
                rows = 0;
            }
        }
        if (!gathered.isEmpty()) {
            tasks.add(new TaskPieces(gathered));
        }
        return tasks;
    }

    private static TaskResult countPieces(
            TaskPieces task, HouseholdReader reader, CoverageModel model, RowKeys rejected, int measures)
            throws IOException {
        var batch = reader.batch();
        HouseholdPass pass = new HouseholdPass(model, measures, batch.groupLevels());
        ArrayList<PieceSpan> spans = new ArrayList<>();
        for (FilePiece piece : task.pieces()) {
            PieceSpan.Measuring span = new PieceSpan.Measuring(piece);
            try (HouseholdBatches batches = reader.open(piece, rejected)) {
                while (batches.next(batch)) {
                    pass.over(piece.file(), batch, span);
                }
            }
            spans.add(span.toSpan());
        }
        return new TaskResult(pass.finish(), spans);
    }

    private RowKeys duplicatesAmong(long[] repeated) throws IOException {
        Shared<HouseholdReader> reader = sharedReader;
        List<Long> rejected = new ArrayList<>();
        for (int from = 0; from < repeated.length; from += IDS_PER_SEARCH) {
            long[] hashes = Arrays.copyOfRange(repeated, from, Math.min(from + IDS_PER_SEARCH, repeated.length));
            DuplicateRows found = new DuplicateRows();
            try (Shared<long[]> wanted = workers.share(hashes)) {
                workers.run(households.pieces(), piece -> reader.get().duplicates(piece, wanted.get()), found::merge);
            }
            found.addRejectedTo(rejected);
        }
        return DuplicateRows.rows(rejected);
    }

    /**
     * Writes {@code household_coverage}: sorted by space, the same files whatever the cores and the order of rows.
     *
     * <p>Where the input is in the order of space, or nearly so, each file is made of the few pieces that hold its rows; otherwise all
     * rows are sent to their files first.
     *
     * @param counted what {@link #count} gave
     * @param services what answers mean
     * @param folder is created, and holds {@code part-00000.parquet} and so on
     * @return rows written
     */
    public long write(CoverageCount counted, ServiceAnswers services, Path folder) throws IOException {
        FileCut cut = new FileCut(counted.rowsByPrefix(), counted.unlocatedRows());
        return write(counted, services, folder, cut, FilePlan.isCheap(FilePlan.of(cut, spans), spans));
    }

    /** As above, by these files; {@code byPieces} makes each of the pieces that hold its rows, otherwise rows are sent to their files. */
    long write(CoverageCount counted, ServiceAnswers services, Path folder, FileCut cut, boolean byPieces)
            throws IOException {
        Files.createDirectories(folder);
        HouseholdTable table = new HouseholdTable(model.wardCodes(), counted.answers(), services, measures, folder);
        if (cut.files() == 0) {
            return table.write(0, new HouseholdRows(measures.size()));
        }
        LongAdder written = new LongAdder();
        try (Shared<HouseholdPlacement> placement = workers.share(new HouseholdPlacement(cut, counted.answers()));
                Shared<HouseholdTable> shippedTable = workers.share(table)) {
            if (byPieces) {
                writeByPieces(cut, placement, shippedTable, written::add);
            } else {
                writeByExchange(cut, placement, shippedTable, written::add);
            }
        }
        return written.sum();
    }

    private void writeByPieces(
            FileCut cut, Shared<HouseholdPlacement> placement, Shared<HouseholdTable> table, LongConsumer written)
            throws IOException {
        Shared<CoverageModel> shippedModel = sharedModel;
        Shared<HouseholdReader> reader = sharedReader;
        Shared<RowKeys> rejected = duplicates;
        int measureCount = measures.size();
        workers.run(
                FilePlan.of(cut, spans),
                plan -> {
                    HouseholdRows rows = placement
                            .get()
                            .rowsOf(plan, reader.get(), shippedModel.get(), rejected.get(), measureCount);
                    return table.get().write(plan.file(), rows);
                },
                written::accept);
    }

    private void writeByExchange(
            FileCut cut, Shared<HouseholdPlacement> placement, Shared<HouseholdTable> table, LongConsumer written)
            throws IOException {
        Shared<CoverageModel> shippedModel = sharedModel;
        Shared<HouseholdReader> reader = sharedReader;
        Shared<RowKeys> rejected = duplicates;
        int measureCount = measures.size();
        workers.exchange(
                households.pieces(),
                piece -> placement.get().parcels(piece, reader.get(), shippedModel.get(), rejected.get(), measureCount),
                cut.files(),
                (file, parcels) -> {
                    HouseholdRows rows = new HouseholdRows(measureCount)
                            .expecting(placement.get().rows(file));
                    parcels.forEachRemaining(rows::addAll);
                    return table.get().write(file, rows);
                },
                written::accept);
    }

    /** Ends the passes; what tasks shared is let go. */
    @Override
    public void close() {
        sharedModel.close();
        sharedReader.close();
        duplicates.close();
    }
}
