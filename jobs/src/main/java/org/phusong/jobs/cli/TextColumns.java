package org.phusong.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: every column as wide as its widest cell, numbers to the right. Not thread-safe. */
final class TextColumns {

    private static final String GAP = "  ";

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param head one name a column; one that begins with {@code >} heads a column set to the right
     */
    TextColumns(String... head) {
        this.head = List.of(head);
    }

    /** Adds a row of as many cells as there are columns. */
    void add(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Prints the head, a rule and the rows. */
    void print(PrintWriter out) {
        int[] widths = new int[head.size()];
        List<String> names = head.stream()
                .map(name -> name.startsWith(">") ? name.substring(1) : name)
                .toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(names);
        lines.addAll(rows);
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], width(line.get(c)));
            }
        }
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(1, rule);
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                String cell = line.get(c);
                String space = " ".repeat(widths[c] - width(cell));
                text.append(c == 0 ? "" : GAP).append(head.get(c).startsWith(">") ? space + cell : cell + space);
            }
            out.println(text.toString().stripTrailing());
        }
    }

    /** Letters, not code units; a mark that combines with the letter before it takes no room. */
    private static int width(String text) {
        return (int) text.codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .count();
    }
}
