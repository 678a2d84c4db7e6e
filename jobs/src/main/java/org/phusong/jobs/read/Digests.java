package org.phusong.jobs.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + " to the end: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
