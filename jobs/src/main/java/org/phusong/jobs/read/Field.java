package org.phusong.jobs.read;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.issue.IssueKind;

/**
 * One value of every record: from a column, or fixed by the study. Interprets it as text, number or date; immutable.
 *
 * <p>Missing is the same in every format: null, empty text and white space alone.
 */
public final class Field implements Serializable {

    private static final long serialVersionUID = 1;

    /** No number that a study needs is longer; longer text is refused before it is parsed. */
    private static final int MAX_NUMBER_LENGTH = 400;

    private static final int NO_COLUMN = -1;

    private final String name;
    private final int index;
    private final String fixed;

    private Field(String name, int index, String fixed) {
        this.name = name;
        this.index = index;
        this.fixed = fixed;
    }

    /**
     * A column of a file.
     *
     * @param name its name
     * @param index its place among the values of a record, from 0
     */
    static Field ofColumn(String name, int index) {
        return new Field(name, index, "");
    }

    /**
     * The same value for every record.
     *
     * @param name the attribute that it stands for
     * @param fixed as written in the study
     */
    static Field ofFixed(String name, String fixed) {
        return new Field(name, NO_COLUMN, fixed);
    }

    /** Name of the column, or of the attribute that the study fixes: the {@code field} of an issue. */
    public String name() {
        return name;
    }

    /**
     * The value as text, exactly as filed: nothing is trimmed. Numbers are plain digits, whole ones without fraction ({@code 7.0} is
     * {@code 7}); dates are ISO 8601.
     *
     * @return null where it is missing
     */
    public @Nullable String text(VerbatimRecord record) {
        Object value = value(record);
        return value == null ? null : textOf(value);
    }

    /**
     * The value as text that must be there.
     *
     * @throws UnusableValueException VALUE_MISSING
     */
    public String requiredText(VerbatimRecord record) throws UnusableValueException {
        String text = text(record);
        if (text == null) {
            throw new UnusableValueException(
                    IssueKind.VALUE_MISSING, name, "", name + " is missing; every record needs one");
        }
        return text;
    }

    /**
     * The value as a finite number: a number of the file, or text such as {@code -105}, {@code 0.5} or {@code 1e3}.
     *
     * @return null where it is missing
     * @throws UnusableValueException VALUE_INVALID when it is no number, NaN or infinite; VALUE_OUT_OF_RANGE when a double cannot hold it
     */
    public @Nullable Double number(VerbatimRecord record) throws UnusableValueException {
        Object value = value(record);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            double parsed = number.doubleValue();
            if (Double.isNaN(parsed) || (Double.isInfinite(parsed) && number instanceof Double)) {
                throw noNumber(value);
            }
            return finite(parsed, value);
        }
        return finite(Double.parseDouble(decimalText(value)), value);
    }

    /**
     * The value as an exact decimal; a binary number gives its shortest decimal text.
     *
     * @return null where it is missing
     * @throws UnusableValueException VALUE_INVALID when it is no number, NaN or infinite
     */
    public @Nullable BigDecimal decimal(VerbatimRecord record) throws UnusableValueException {
        Object value = value(record);
        if (value == null) {
            return null;
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        if (value instanceof Double number) {
            if (!Double.isFinite(number)) {
                throw noNumber(value);
            }
            return BigDecimal.valueOf(number);
        }
        return new BigDecimal(decimalText(value));
    }

    /**
     * The value as a date: ISO 8601 text, a date, or a timestamp at midnight (its date as written, no shift of zone).
     *
     * @return null where it is missing
     * @throws UnusableValueException VALUE_INVALID when it is none of these
     */
    public @Nullable LocalDate date(VerbatimRecord record) throws UnusableValueException {
        Object value = value(record);
        if (value == null) {
            return null;
        }
        LocalDate date = null;
        if (value instanceof LocalDate day) {
            date = day;
        } else if (value instanceof LocalDateTime time) {
            date = dateOfMidnight(time);
        } else if (value instanceof String text) {
            date = dateOf(text.strip());
        }
        if (date == null) {
            throw new UnusableValueException(
                    IssueKind.VALUE_INVALID,
                    name,
                    textOf(value),
                    name + " is no date; accepted are dates such as 2026-09-30, alone or as a timestamp at midnight");
        }
        return date;
    }

    private @Nullable Object value(VerbatimRecord record) {
        // A record with a fault may have fewer values than the file has columns.
        Object value = index == NO_COLUMN
                ? fixed
                : index < record.values().size() ? record.values().get(index) : null;
        return value instanceof String text && text.isBlank() ? null : value;
    }

    private static String textOf(Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return number == Math.rint(number) ? plain(new BigDecimal(number)) : number.toString();
        }
        return value instanceof BigDecimal decimal ? plain(decimal) : value.toString();
    }

    private static String plain(BigDecimal decimal) {
        BigDecimal stripped = decimal.stripTrailingZeros();
        // The bound keeps 1e999999999 from being written out.
        return Math.abs((long) stripped.scale()) > MAX_NUMBER_LENGTH
                ? stripped.toString()
                : stripped.scale() <= 0 ? stripped.toPlainString() : decimal.toPlainString();
    }

    private String decimalText(Object value) throws UnusableValueException {
        if (!(value instanceof String filed)) {
            throw noNumber(value);
        }
        String text = filed.strip();
        // Java's own parser also takes NaN, Infinity, 0x1p3 and 1d, which no other program would write for a
        // measurement.
        boolean plain = text.length() <= MAX_NUMBER_LENGTH
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
        if (!plain) {
            throw noNumber(value);
        }
        try {
            new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw noNumber(value);
        }
        return text;
    }

    private UnusableValueException noNumber(Object value) {
        return new UnusableValueException(
                IssueKind.VALUE_INVALID,
                name,
                textOf(value),
                name + " is no number; accepted are finite decimals such as 100, 0.5, -105 or 1e3");
    }

    private double finite(double parsed, Object value) throws UnusableValueException {
        if (Double.isInfinite(parsed)) {
            throw new UnusableValueException(
                    IssueKind.VALUE_OUT_OF_RANGE,
                    name,
                    textOf(value),
                    name + " is too large; accepted are numbers below 1.8e308 in size");
        }
        return parsed;
    }

    private static @Nullable LocalDate dateOf(String text) {
        try {
            if (text.length() <= 10) {
                return LocalDate.parse(text);
            }
            // Databases write a space where ISO 8601 has a T.
            String iso = text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
            return dateOfMidnight(LocalDateTime.parse(iso, DateTimeFormatter.ISO_DATE_TIME));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate dateOfMidnight(LocalDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT) ? time.toLocalDate() : null;
    }
}
