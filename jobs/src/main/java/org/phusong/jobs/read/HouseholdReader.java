package org.phusong.jobs.read;

import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.Reprojection;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;

/**
 * Reads households, piece by piece, so that pieces can be read at the same time: each gives batches of {@link HouseholdBatch}.
 *
 * <p>Opening finds every fault of the files themselves; pieces can then be read any number of times, with the same result. Immutable;
 * shipped to tasks.
 */
public final class HouseholdReader implements Serializable {

    private static final long serialVersionUID = 1;

    /** Bytes that a row of text takes, about, and how much of it gzip leaves. */
    private static final long BYTES_PER_ROW = 60;

    private static final long GZIP_FACTOR = 6;

    private final ArrayList<HouseholdFile> files = new ArrayList<>();
    private final ArrayList<String> crsTexts = new ArrayList<>();
    private final ArrayList<DataIssue> fileIssues = new ArrayList<>();
    private final ArrayList<String> states = new ArrayList<>();
    private final ArrayList<FilePiece> pieces = new ArrayList<>();
    private final Source source;
    private final @Nullable String geometryColumn;
    private final int measures;
    private final int groupLevels;
    private final HashMap<String, Integer> wardNumbers = new HashMap<>();

    /**
     * Opens every file of the input.
     *
     * @param study names the input and its columns
     * @param wardCodes codes of the ward layer; a ward's number is its place here
     * @param spark asked for a session only where the input has a {@code where}
     * @throws InputException when a file or column is missing, or CRSs contradict each other
     */
    public HouseholdReader(Study study, List<String> wardCodes, Supplier<SparkSession> spark) {
        this.source = study.households().source();
        this.geometryColumn = study.households().geometry();
        this.measures = study.households().measures().size();
        this.groupLevels = study.households().groups().size();
        for (String code : wardCodes) {
            wardNumbers.put(code, wardNumbers.size());
        }
        for (InputFile file : InputFiles.resolve(study.folder(), source)) {
            try (RecordFile open = RecordFiles.open(file, source, geometryColumn)) {
                CrsChoice choice = CrsChoice.of(file.relative(), source, open);
                RowFilter filter = source.where() == null
                        ? null
                        : RowFilter.compile(spark.get(), source.where(), open.columns(), source.key());
                files.add(new HouseholdFile(files.size(), file, choice.crs().definition(), open, study, filter));
                crsTexts.add(choice.crs().text());
                fileIssues.addAll(choice.issues());
                states.add(stateOf(file));
                pieces.addAll(FilePiece.of(file, files.size() - 1));
            } catch (IOException e) {
                throw new InputException(
                        "Cannot read " + file.relative() + " of " + source.key() + ": " + e.getMessage(), e);
            }
        }
    }

    /** The files, in the order that pieces number them by. */
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

    /** Every piece of every file, file by file in its order. */
    public List<FilePiece> pieces() {
        return List.copyOf(pieces);
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
        return pieces.stream().anyMatch(piece -> piece.rows() < 0)
                ? -1
                : pieces.stream().mapToLong(FilePiece::rows).sum();
    }

    /** Rows of all files together, or a guess by the size of files that must be read to know. */
    public long guessedRows() {
        long rows = 0;
        for (FilePiece piece : pieces) {
            if (piece.rows() >= 0) {
                rows += piece.rows();
            } else {
                boolean zipped =
                        piece.input().relative().toLowerCase(Locale.ROOT).endsWith(".gz");
                rows += Digests.size(piece.input().path()) * (zipped ? GZIP_FACTOR : 1) / BYTES_PER_ROW;
            }
        }
        return rows;
    }

    /** A batch that suits these households. */
    public HouseholdBatch batch() {
        return new HouseholdBatch(measures, groupLevels);
    }

    /**
     * Opens a piece at its first row: in columns where its file allows it, else row by row.
     *
     * @param duplicates rows that are rejected because another row keeps their id
     */
    public HouseholdBatches open(FilePiece piece, RowKeys duplicates) throws IOException {
        HouseholdFile file = files.get(piece.file());
        HouseholdColumns columns = file.columns();
        return columns == null
                ? openByRows(piece, duplicates)
                : ColumnBatches.open(
                        piece,
                        columns,
                        file.allColumns(),
                        new RowOutcomes(file, wardNumbers, duplicates),
                        measures,
                        groupLevels);
    }

    /** As {@link #open}, row by row. */
    HouseholdBatches openByRows(FilePiece piece, RowKeys duplicates) throws IOException {
        HouseholdFile file = files.get(piece.file());
        return new RowBatches(
                piece.open(source, geometryColumn, file.columnsUsed(), file.usesGeometry()),
                new RowOutcomes(file, wardNumbers, duplicates));
    }

    /**
     * Finds, among the rows of a piece whose id has one of these hashes, those that may repeat an id.
     *
     * @param hashes of ids, by {@link IdHash}; ascending
     */
    public DuplicateRows duplicates(FilePiece piece, long[] hashes) throws IOException {
        HouseholdFile file = files.get(piece.file());
        Reprojection toWgs84 = Reprojection.toWgs84(Crs.parse(file.crsDefinition()));
        DuplicateRows duplicates = new DuplicateRows();
        // What decides between duplicates may stand in any column.
        try (RecordFile open = piece.open(source, geometryColumn, null, file.usesGeometry())) {
            for (VerbatimRecord record = open.next(); record != null; record = open.next()) {
                if (file.keeps(record)
                        && file.interpret(record, toWgs84, wardNumbers.keySet())
                                instanceof HouseholdOutcome.Accepted accepted) {
                    byte[] id = accepted.household().id().getBytes(StandardCharsets.UTF_8);
                    if (Arrays.binarySearch(hashes, IdHash.of(id, 0, id.length)) >= 0) {
                        duplicates.add(file.candidate(record, accepted.household()));
                    }
                }
            }
        }
        return duplicates;
    }
}
