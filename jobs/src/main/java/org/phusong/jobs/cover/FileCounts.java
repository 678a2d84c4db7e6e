package org.phusong.jobs.cover;

import java.io.Serializable;

/**
 * Rows of one household file.
 *
 * @param leftOut by {@code where}
 * @param accepted rows that count
 * @param rejected rows that do not
 */
public record FileCounts(long leftOut, long accepted, long rejected) implements Serializable {

    FileCounts plus(FileCounts other) {
        return new FileCounts(leftOut + other.leftOut, accepted + other.accepted, rejected + other.rejected);
    }

    /** Rows read: accepted and rejected. */
    public long read() {
        return accepted + rejected;
    }
}
