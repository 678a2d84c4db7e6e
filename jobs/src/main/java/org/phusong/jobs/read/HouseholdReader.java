package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.codec.digest.MurmurHash3;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.Reprojection;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;

/**
 * Reads households, in parallel over pieces of files: each row becomes a {@link HouseholdOutcome}.
 *
 * <p>Opening finds every fault of the files themselves; {@link #outcomes} then streams rows, any number of times, always the same.
 */
public final class HouseholdReader implements Serializable {

    private static final long serialVersionUID = 1;

    private final ArrayList<HouseholdFile> files = new ArrayList<>();
    private final ArrayList<String> crsTexts = new ArrayList<>();
    private final ArrayList<DataIssue> fileIssues = new ArrayList<>();
    private final ArrayList<String> states = new ArrayList<>();
    private final Source source;
    private final @Nullable String geometryColumn;
    private final transient SparkSession spark;
    private final Broadcast<Set<String>> wardCodes;
    private Broadcast<long[]> rejectedDuplicates;

    /**
     * Opens every file of the input.
     *
     * @param study names the input and its columns
     * @param knownWards codes of the ward layer
     * @param spark runs the passes
     * @throws InputException when a file or column is missing, or CRSs contradict each other
     */
    public HouseholdReader(Study study, Set<String> knownWards, SparkSession spark) {
        this.spark = spark;
        this.source = study.households().source();
        this.geometryColumn = study.households().geometry();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        this.wardCodes = context.broadcast(new TreeSet<>(knownWards));
        this.rejectedDuplicates = context.broadcast(new long[0]);
        for (InputFile file : InputFiles.resolve(study.folder(), source)) {
            try (RecordFile open = RecordFiles.open(file, source, geometryColumn)) {
                CrsChoice choice = CrsChoice.of(file.relative(), source, open);
                RowFilter filter = source.where() == null
                        ? null
                        : RowFilter.compile(spark, source.where(), open.columns(), source.key());
                files.add(new HouseholdFile(files.size(), file, choice.crs().definition(), open, study, filter));
                crsTexts.add(choice.crs().text());
                fileIssues.addAll(choice.issues());
                states.add(stateOf(file));
            } catch (IOException e) {
                throw new InputException(
                        "Cannot read " + file.relative() + " of " + source.key() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The files, in the order that outcomes number them by. */
    public List<InputFile> files() {
        return files.stream().map(HouseholdFile::file).toList();
    }

    /** The CRS that each file's coordinates are read in, in the order of {@link #files()}. */
    public List<String> crsTexts() {
        return List.copyOf(crsTexts);
    }

    /** Issues of the files as a whole. */
    public List<DataIssue> fileIssues() {
        return List.copyOf(fileIssues);
    }

    /**
     * Holds every file against what it was when it was opened: rows are read more than once, and must be the same each time.
     *
     * @throws InputException when the size or the time of change of a file differs
     */
    public void checkUnchanged() throws IOException {
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i).file();
            if (!states.get(i).equals(stateOf(file))) {
                throw new InputException(
                        "Cannot use " + file.relative()
                                + ": it was changed while it was read; accepted is a file that stays as it is until the run ends");
            }
        }
    }

    private static String stateOf(InputFile file) throws IOException {
        return Files.size(file.path()) + " " + Files.getLastModifiedTime(file.path());
    }

    /** Rows of all files together; -1 where a file must be read to know. */
    public long expectedRows() {
        long rows = 0;
        for (FilePiece piece : listPieces()) {
            if (piece.rows() < 0) {
                return -1;
            }
            rows += piece.rows();
        }
        return rows;
    }

    /** Every row of every file; duplicates that {@link #rejectDuplicates} found are rejected. */
    public JavaRDD<HouseholdOutcome> outcomes() {
        return pieces().flatMap(this::outcomesOf);
    }

    private JavaRDD<FilePiece> pieces() {
        List<FilePiece> pieces = listPieces();
        return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(pieces, Math.max(pieces.size(), 1));
    }

    private List<FilePiece> listPieces() {
        List<FilePiece> pieces = new ArrayList<>();
        for (HouseholdFile file : files) {
            try {
                pieces.addAll(FilePiece.of(file.file(), file.ordinal()));
            } catch (IOException e) {
                throw new InputException("Cannot read " + file.file().relative() + ": " + e.getMessage(), e);
            }
        }
        return pieces;
    }

    private Iterator<HouseholdOutcome> outcomesOf(FilePiece piece) throws IOException {
        HouseholdFile file = files.get(piece.file());
        long[] rejected = rejectedDuplicates.value();
        Reprojection toWgs84 = Reprojection.toWgs84(Crs.parse(file.crsDefinition()));
        return read(piece, file.columnsUsed(), file.usesGeometry(), record -> {
            if (!file.keeps(record)) {
                return new HouseholdOutcome.LeftOut(file.ordinal());
            }
            HouseholdOutcome outcome = file.interpret(record, toWgs84, wardCodes.value());
            boolean duplicate = outcome instanceof HouseholdOutcome.Accepted
                    && Arrays.binarySearch(rejected, rowKey(file.ordinal(), record.number())) >= 0;
            return duplicate ? file.duplicate(record, ((HouseholdOutcome.Accepted) outcome).household()) : outcome;
        });
    }

    /**
     * Finds, among rows whose id has one of these hashes, those that repeat an id; from then on {@link #outcomes} rejects them.
     *
     * @param hashes {@link #hashOf} of ids that may be repeated, ascending
     * @return how many rows are rejected
     */
    public int rejectDuplicates(long[] hashes) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Broadcast<long[]> wanted = context.broadcast(hashes);
        JavaRDD<DuplicateCandidate> candidates = pieces().flatMap(piece -> candidatesOf(piece, wanted.value()));
        List<Long> losers = candidates
                .groupBy(DuplicateCandidate::householdId)
                .flatMap(group -> losersOf(group._2()))
                .collect();
        long[] keys = losers.stream().mapToLong(Long::longValue).sorted().toArray();
        rejectedDuplicates = context.broadcast(keys);
        return keys.length;
    }

    private Iterator<DuplicateCandidate> candidatesOf(FilePiece piece, long[] hashes) throws IOException {
        HouseholdFile file = files.get(piece.file());
        Reprojection toWgs84 = Reprojection.toWgs84(Crs.parse(file.crsDefinition()));
        // What decides between duplicates may stand in any column.
        return read(piece, null, file.usesGeometry(), record -> {
            if (!file.keeps(record)) {
                return null;
            }
            return file.interpret(record, toWgs84, wardCodes.value()) instanceof HouseholdOutcome.Accepted accepted
                            && Arrays.binarySearch(
                                            hashes, hashOf(accepted.household().id()))
                                    >= 0
                    ? file.candidate(record, accepted.household())
                    : null;
        });
    }

    private static Iterator<Long> losersOf(Iterable<DuplicateCandidate> group) {
        TreeSet<DuplicateCandidate> ordered = new TreeSet<>();
        group.forEach(ordered::add);
        return ordered.stream().skip(1).map(c -> rowKey(c.file(), c.record())).iterator();
    }

    private static long rowKey(int file, long record) {
        return (long) file << 40 | record;
    }

    /** A 64-bit hash of a household id: equal ids have equal hashes, and hardly any others. */
    public static long hashOf(String householdId) {
        byte[] utf8 = householdId.getBytes(StandardCharsets.UTF_8);
        return MurmurHash3.hash128x64(utf8)[0];
    }

    /** What one record gives; null for nothing. */
    private interface Interpretation<T> {
        @Nullable
        T of(VerbatimRecord record);
    }

    private <T> Iterator<T> read(
            FilePiece piece, @Nullable Set<String> columns, boolean withGeometry, Interpretation<T> interpretation)
            throws IOException {
        RecordFile open = piece.open(source, geometryColumn, columns, withGeometry);
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) context -> close(open));
        }
        return new Iterator<>() {
            private @Nullable T next = advance();

            private @Nullable T advance() {
                try {
                    for (VerbatimRecord record = open.next(); record != null; record = open.next()) {
                        T value = interpretation.of(record);
                        if (value != null) {
                            return value;
                        }
                    }
                    open.close();
                    return null;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public T next() {
                T value = next;
                if (value == null) {
                    throw new NoSuchElementException();
                }
                next = advance();
                return value;
            }
        };
    }

    private static void close(RecordFile open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
