package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.phusong.jobs.read.FilePiece;

/**
 * Which pieces of the input hold the rows of one file of the output.
 *
 * @param file from 0
 * @param pieces in the order of the input
 * @param rows households in these pieces
 */
record FilePlan(int file, ArrayList<FilePiece> pieces, long rows) implements Serializable {

    /** Reading every household so many times over costs less than sending each to its file. */
    private static final double MAX_READINGS = 2.5;

    /** No file may be made of more than this share of all rows, or one task would do most of the work. */
    private static final double MAX_SHARE = 0.25;

    /** So many rows are read anyway: no plan for fewer is dear. */
    private static final long SMALL = 1L << 22;

    /** The plan of each file. */
    static List<FilePlan> of(FileCut cut, List<PieceSpan> spans) {
        List<PieceSpan> ordered = spans.stream()
                .sorted(Comparator.comparingInt((PieceSpan span) -> span.piece().file())
                        .thenComparingInt(span -> span.piece().firstGroup()))
                .toList();
        List<FilePlan> plans = new ArrayList<>();
        for (int file = 0; file < cut.files(); file++) {
            ArrayList<FilePiece> pieces = new ArrayList<>();
            long rows = 0;
            for (PieceSpan span : ordered) {
                boolean overlaps = span.located() > 0
                        && cut.fileOf(span.firstPrefix()) <= file
                        && cut.fileOf(span.lastPrefix()) >= file;
                boolean hasLast = span.unlocated() > 0 && cut.fileOf(FileCut.UNLOCATED) == file;
                if (overlaps || hasLast) {
                    pieces.add(span.piece());
                    rows += span.rows();
                }
            }
            plans.add(new FilePlan(file, pieces, rows));
        }
        return plans;
    }

    /** True when reading the pieces of each file is less work than sending every household to its file. */
    static boolean isCheap(List<FilePlan> plans, List<PieceSpan> spans) {
        long all = spans.stream().mapToLong(PieceSpan::rows).sum();
        long read = plans.stream().mapToLong(FilePlan::rows).sum();
        long most = plans.stream().mapToLong(FilePlan::rows).max().orElse(0);
        return read <= MAX_READINGS * all && (most <= MAX_SHARE * all || most <= SMALL);
    }
}
