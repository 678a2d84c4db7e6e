package org.phusong.jobs.cli;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** A path as a word of a command line that is printed to be copied. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:@%+=,-]+");

    private ShellWord() {}

    /** The path itself, in single quotes where a shell would take it apart. */
    static String of(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
