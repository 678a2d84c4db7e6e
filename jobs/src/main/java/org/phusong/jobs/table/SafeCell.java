package org.phusong.jobs.table;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet shows as text.
 *
 * <p>A cell that begins with {@code = + - @}, their full-width forms, a tab or a line break, be it after spaces, could run as a formula
 * when the file is opened (OWASP, CSV injection). It gets an apostrophe in front, which tells a spreadsheet that text follows. A plain
 * number such as {@code -5} stays as it is.
 */
public final class SafeCell {

    private static final Pattern DANGEROUS =
            Pattern.compile("^[\\s\\p{Z}\\p{Cf}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

    private SafeCell() {}

    /** The text as a cell. */
    public static String of(String text) {
        return DANGEROUS.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
    }
}
