package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.IVersionProvider;

/** The version of PhuSong, as the build wrote it beside this class. */
public final class PhusongVersion implements IVersionProvider {

    /** The version, such as {@code 0.1.0}. */
    public static String text() {
        try (InputStream in = PhusongVersion.class.getResourceAsStream("version.txt")) {
            if (in == null) {
                throw new IllegalStateException("The build left out version.txt beside " + PhusongVersion.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"phusong " + text()};
    }
}
