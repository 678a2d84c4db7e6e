package org.phusong.jobs.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.phusong.jobs.table.Sha256;

/**
 * Size and SHA-256 of a file, which prove later that an input is the one that was read.
 *
 * <p>For a Shapefile this is the {@code .shp} alone; its {@code .dbf}, {@code .prj} and {@code .cpg} are not covered.
 */
public final class Digests {

    private Digests() {}

    /**
     * Size in bytes.
     *
     * @throws InputException when there is no such file
     */
    public static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InputException("Cannot read the size of " + file + ": " + e, e);
        }
    }

    /**
     * SHA-256 in lower-case hexadecimal; reads the whole file once, in little memory.
     *
     * @throws InputException when it cannot be read
     */
    public static String sha256(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + " to the end: " + e, e);
        }
    }
}
