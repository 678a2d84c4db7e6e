package org.phusong.jobs.read;

/**
 * One file of one input, and what became of its rows: {@code read = accepted + rejected}, and repaired ones are among the accepted.
 *
 * @param role what the study reads it as: {@code wards}, {@code households} or {@code coverage[0]} …
 * @param path relative to the study file
 * @param bytes size of the file
 * @param sha256 of the file, lower-case hexadecimal
 * @param format name of the format
 * @param crs CRS its coordinates were read in; empty for a list without coordinates
 * @param leftOut rows that {@code where} left out, not among those read
 * @param read rows read
 * @param accepted rows that count
 * @param repaired accepted rows that a named repair changed
 * @param rejected rows that do not count, each with an issue
 */
public record InputTally(
        String role,
        String path,
        long bytes,
        String sha256,
        String format,
        String crs,
        long leftOut,
        long read,
        long accepted,
        long repaired,
        long rejected) {

    public InputTally {
        if (read != accepted + rejected || repaired > accepted) {
            throw new IllegalStateException("Rows of " + path + " do not balance: read " + read + ", accepted "
                    + accepted + " (repaired " + repaired + "), rejected " + rejected);
        }
    }
}
