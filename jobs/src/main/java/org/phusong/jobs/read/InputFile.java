package org.phusong.jobs.read;

import java.io.Serializable;
import java.nio.file.Path;

/**
 * A file of an input.
 *
 * @param path where to open it
 * @param relative the same relative to the study's folder, with {@code /} between names and {@code ..} where it lies outside: how tables
 *     and messages name it
 */
public record InputFile(Path path, String relative) implements Serializable {

    public InputFile {
        if (relative.isEmpty()) {
            throw new IllegalArgumentException("A file of an input needs a name, but " + path + " has an empty one");
        }
    }

    // Paths are not serializable; Spark ships their text.
    private Object writeReplace() {
        return new Shipped(path.toString(), relative);
    }

    private record Shipped(String path, String relative) implements Serializable {
        private Object readResolve() {
            return new InputFile(Path.of(path), relative);
        }
    }
}
