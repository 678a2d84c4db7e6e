package org.phusong.jobs.cover;

import java.io.Serializable;
import org.phusong.jobs.read.FilePiece;

/**
 * Where the accepted households of a piece of a file are.
 *
 * @param piece of a file
 * @param firstPrefix the smallest {@link TaskCount#PREFIX_BITS} of a space key; {@link Long#MAX_VALUE} where no household has a point
 * @param lastPrefix the largest; -1 where no household has a point
 * @param located households with a point
 * @param unlocated households without
 */
record PieceSpan(FilePiece piece, long firstPrefix, long lastPrefix, long located, long unlocated)
        implements Serializable {

    long rows() {
        return located + unlocated;
    }

    /** A span that grows with the households that are passed. */
    static final class Measuring {

        private final FilePiece piece;
        private long first = Long.MAX_VALUE;
        private long last = -1;
        private long located;
        private long unlocated;

        Measuring(FilePiece piece) {
            this.piece = piece;
        }

        void addLocated(long prefix) {
            first = Math.min(first, prefix);
            last = Math.max(last, prefix);
            located++;
        }

        void addUnlocated(long households) {
            unlocated += households;
        }

        PieceSpan toSpan() {
            return new PieceSpan(piece, first, last, located, unlocated);
        }
    }
}
