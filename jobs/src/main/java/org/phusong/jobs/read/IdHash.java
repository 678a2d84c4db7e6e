package org.phusong.jobs.read;

import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;

/** A 64-bit hash of a household's identifier: equal ones have equal hashes, and hardly any others (XXH64, by Y. Collet). */
public final class IdHash {

    private static final long SEED = 42;

    private IdHash() {}

    /**
     * The hash of an identifier.
     *
     * @param utf8 holds it
     * @param start where it begins
     * @param length of it, in bytes
     */
    public static long of(byte[] utf8, int start, int length) {
        return XXH64.hashUnsafeBytes(utf8, Platform.BYTE_ARRAY_OFFSET + start, length, SEED);
    }
}
