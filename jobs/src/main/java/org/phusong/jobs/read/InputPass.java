package org.phusong.jobs.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;

/**
 * Passes once over the records of one input, file by file, on the driver: {@code where} first, then an {@link Interpretation} that accepts
 * or refuses each record. Rows, issues and tallies balance by construction.
 */
final class InputPass {

    private final Study study;
    private final Source source;
    private final @Nullable String geometryColumn;
    private final boolean needsCoordinates;
    private final Supplier<SparkSession> spark;
    private final IssueLog issues;

    /** What becomes of the records of one file. */
    interface Interpretation {

        /** The identifier of a record, for issues; null where it has none. */
        @Nullable
        String recordId(VerbatimRecord record);

        /**
         * Takes a good record in.
         *
         * @param record without a fault, or with a fault of its geometry only
         * @param notes takes what is repaired or worth a look; each of them is an accepted record
         * @throws UnusableValueException to reject it; nothing of it may have been taken in then
         */
        void accept(VerbatimRecord record, RecordNotes notes) throws UnusableValueException;
    }

    /** Begins the interpretation of one file. */
    interface Interpreter {

        /**
         * Finds in one file what the study takes from it.
         *
         * @param file path relative to the study file
         * @param columns of the file
         * @param crs that its coordinates are in; empty for a list
         * @throws InputException when the file lacks what the study takes from it
         */
        Interpretation begin(String file, FileColumns columns, Optional<CrsChoice> crs);
    }

    /**
     * @param study the study that the input belongs to
     * @param source the input
     * @param geometryColumn column that holds the geometry; null for the format's own, or for none
     * @param needsCoordinates true when every file must have geometries, in a CRS that is known
     * @param spark asked for a session only where the input has a {@code where}
     * @param issues takes every issue
     */
    InputPass(
            Study study,
            Source source,
            @Nullable String geometryColumn,
            boolean needsCoordinates,
            Supplier<SparkSession> spark,
            IssueLog issues) {
        this.study = study;
        this.source = source;
        this.geometryColumn = geometryColumn;
        this.needsCoordinates = needsCoordinates;
        this.spark = spark;
        this.issues = issues;
    }

    /**
     * Reads every file of the input.
     *
     * @return one tally a file, in the order of their paths
     * @throws InputException when a file cannot be read or lacks what the study takes from it
     */
    List<InputTally> readAll(Interpreter interpreter) {
        List<InputTally> tallies = new ArrayList<>();
        for (InputFile file : InputFiles.resolve(study.folder(), source)) {
            try (RecordFile open = RecordFiles.open(file, source, geometryColumn)) {
                tallies.add(read(file, open, interpreter));
            } catch (IOException e) {
                throw new InputException(
                        "Cannot read " + file.relative() + " of " + source.key() + ": " + e.getMessage(), e);
            }
        }
        return tallies;
    }

    private InputTally read(InputFile file, RecordFile open, Interpreter interpreter) throws IOException {
        Optional<CrsChoice> crs = needsCoordinates ? Optional.of(crsOf(file, open)) : Optional.empty();
        crs.ifPresent(choice -> issues.addAll(choice.issues()));
        VerbatimRecord first = open.next();
        if (first == null && open.columns().isEmpty()) {
            // A collection without features has no columns either; an operator that claims nothing may well file it.
            return tally(file, crs, 0, 0, 0, 0);
        }
        Interpretation interpretation =
                interpreter.begin(file.relative(), new FileColumns(file.relative(), open.columns()), crs);
        RowFilter filter = source.where() == null
                ? null
                : RowFilter.compile(spark.get(), source.where(), open.columns(), source.key());
        long leftOut = 0;
        long read = 0;
        long repaired = 0;
        long rejected = 0;
        for (VerbatimRecord record = first; record != null; record = open.next()) {
            VerbatimRecord.Fault fault = record.fault();
            boolean unreadable = fault != null && !fault.geometryOnly();
            if (!unreadable && filter != null && !filter.test(record, file.relative())) {
                leftOut++;
                continue;
            }
            read++;
            String recordId = unreadable ? null : interpretation.recordId(record);
            RecordNotes notes = new RecordNotes(file.relative(), record.number(), recordId);
            try {
                if (fault != null && unreadable) {
                    throw new UnusableValueException(fault.kind(), "", fault.value(), fault.message());
                }
                interpretation.accept(record, notes);
                repaired += notes.isRepaired() ? 1 : 0;
                issues.addAll(notes.issues());
            } catch (UnusableValueException e) {
                rejected++;
                issues.add(notes.issue(e, Effect.REJECTED));
            }
        }
        return tally(file, crs, leftOut, read, repaired, rejected);
    }

    private InputTally tally(
            InputFile file, Optional<CrsChoice> crs, long leftOut, long read, long repaired, long rejected)
            throws IOException {
        return new InputTally(
                source.key(),
                file.relative(),
                Digests.size(file.path()),
                Digests.sha256(file.path()),
                RecordFiles.formatOf(file).displayName(),
                crs.map(choice -> choice.crs().text()).orElse(""),
                leftOut,
                read,
                read - rejected,
                repaired,
                rejected);
    }

    private CrsChoice crsOf(InputFile file, RecordFile open) {
        if (!open.hasGeometry()) {
            throw new InputException(
                    "Cannot take areas from " + file.relative() + ": it has no geometry; name the column"
                            + " that holds it as `geometry:` of " + source.key() + ", or use a file that has one");
        }
        return CrsChoice.of(file.relative(), source, open);
    }
}
