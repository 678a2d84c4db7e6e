package org.phusong.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.cache.LayerCache;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the index of wards and claims is kept for the next run, and how much of it; shared by the commands that run the main job. */
final class CacheOptions {

    /** Environment variable for the folder; {@value #NONE} for no cache. */
    private static final String VARIABLE = "PHUSONG_CACHE";

    private static final String NONE = "none";
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmgt]?)");

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    private @Nullable Path folder;
    private long maxBytes;

    @Option(
            names = "--no-cache",
            description = "Neither reuse the index of an earlier run nor keep this one's for the next.")
    private boolean off;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where indexes of wards and claims are kept (default: PHUSONG_CACHE, else phusong in"
                    + " XDG_CACHE_HOME or ~/.cache).")
    void setFolder(Path dir) {
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cache: " + dir + " is a file; a folder, or a path where none is yet, would do");
        }
        folder = dir;
    }

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            defaultValue = "4g",
            description = "How large the cache may grow, such as 500m; what was not used for longest goes (default:"
                    + " ${DEFAULT-VALUE}).")
    void setSize(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cache-size: \"" + text + "\" is no size; bytes, or a number with k, m, g or t, would be");
        }
        int thousands = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        try {
            maxBytes = Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << (10 * thousands));
        } catch (ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), "--cache-size: \"" + text + "\" is more than any disk holds", e);
        }
    }

    /** The cache that was asked for; what goes wrong with it is told as a note on standard error. */
    LayerCache open() {
        if (off && folder != null) {
            throw new ParameterException(
                    spec.commandLine(), "--no-cache and --cache contradict each other; give one of them");
        }
        Path place = off ? null : folder != null ? folder : usual();
        return place == null
                ? LayerCache.none()
                : LayerCache.in(
                        place, maxBytes, note -> spec.commandLine().getErr().println("note: " + note));
    }

    private static @Nullable Path usual() {
        String chosen = System.getenv(VARIABLE);
        if (chosen != null && !chosen.isEmpty()) {
            return chosen.equals(NONE) ? null : Path.of(chosen);
        }
        String caches = System.getenv("XDG_CACHE_HOME");
        // The XDG base directory specification: a path that is not absolute is to be ignored.
        if (caches != null && Path.of(caches).isAbsolute()) {
            return Path.of(caches, "phusong");
        }
        String home = System.getProperty("user.home", "");
        return Path.of(home).isAbsolute() ? Path.of(home, ".cache", "phusong") : null;
    }
}
