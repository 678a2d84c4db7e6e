package org.phusong.jobs.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints each figure as it comes, as a row of a table or as JSON, and keeps all of them for the log. Not thread-safe. */
public final class BenchReport {

    private static final String ROW = "%-44s %-12s %9s %9s %8s %10s  %s";

    private final BenchSetup setup;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final List<BenchLine> lines = new ArrayList<>();

    /**
     * A report.
     *
     * @param setup what is measured
     * @param out takes the figures
     * @param err takes notes, such as what was left out
     * @param json one object a line instead of a table
     */
    public BenchReport(BenchSetup setup, PrintWriter out, PrintWriter err, boolean json) {
        this.setup = setup;
        this.out = out;
        this.err = err;
        this.json = json;
        if (!json) {
            out.println(String.format(
                    Locale.ROOT, ROW, "what", "peer", "ours s", "peer s", "ratio", "mismatches", "figure"));
        }
    }

    /** Ours beside a peer's, on all households. */
    void compared(String what, String peer, Timed<?> ours, Timed<?> theirs, @Nullable Long mismatches) {
        compared(setup.households(), what, peer, ours, theirs, mismatches);
    }

    /** Ours beside a peer's, on some households. */
    void compared(
            long households, String what, String peer, Timed<?> ours, Timed<?> theirs, @Nullable Long mismatches) {
        add(new BenchLine(
                households,
                setup.layers(),
                peer,
                what,
                ours.median(),
                ours.runs(),
                theirs.median(),
                theirs.runs(),
                mismatches,
                null,
                ""));
    }

    /** What a peer needs before it can start. */
    void preparation(String what, String peer, Timed<?> theirs) {
        add(new BenchLine(
                setup.households(),
                setup.layers(),
                peer,
                what,
                null,
                0,
                theirs.median(),
                theirs.runs(),
                null,
                null,
                ""));
    }

    /** Ours alone. */
    void alone(String what, Timed<?> ours, @Nullable Long mismatches, @Nullable Double value, String unit) {
        alone(setup.households(), what, ours, mismatches, value, unit);
    }

    /** Ours alone, on some households. */
    void alone(
            long households,
            String what,
            Timed<?> ours,
            @Nullable Long mismatches,
            @Nullable Double value,
            String unit) {
        add(new BenchLine(
                households, setup.layers(), "", what, ours.median(), ours.runs(), null, 0, mismatches, value, unit));
    }

    /** A figure that is no time. */
    void figure(String what, double value, String unit) {
        add(new BenchLine(setup.households(), setup.layers(), "", what, null, 0, null, 0, null, value, unit));
    }

    private void add(BenchLine line) {
        lines.add(line);
        out.println(json ? line.json() : text(line));
        out.flush();
    }

    /** Something to know about the run that is no figure. */
    void note(String text) {
        err.println(text);
        err.flush();
    }

    private static String text(BenchLine line) {
        return String.format(
                        Locale.ROOT,
                        ROW,
                        line.what(),
                        line.peer(),
                        number(line.oursSeconds()),
                        number(line.peerSeconds()),
                        number(line.ratio()),
                        line.mismatches() == null ? "" : line.mismatches(),
                        line.value() == null ? "" : number(line.value()) + " " + line.unit())
                .stripTrailing();
    }

    /** About three significant digits, without an exponent. */
    private static String number(@Nullable Double number) {
        if (number == null) {
            return "";
        }
        int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : number >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }

    /** Cells that differ, over all comparisons. */
    public long mismatches() {
        return lines.stream()
                .mapToLong(line -> line.mismatches() == null ? 0 : line.mismatches())
                .sum();
    }

    /**
     * Writes everything into a file of its own.
     *
     * @param file new
     * @param head lines that say what was run where
     */
    public void log(Path file, List<String> head) throws IOException {
        List<String> all = new ArrayList<>();
        head.forEach(line -> all.add("# " + line));
        lines.forEach(line -> all.add(line.json()));
        Files.write(file, all, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    }
}
