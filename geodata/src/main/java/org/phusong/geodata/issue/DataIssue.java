package org.phusong.geodata.issue;

import org.jspecify.annotations.Nullable;

/**
 * A problem found in an input.
 *
 * @param input path of the file relative to the study file
 * @param record data row or feature in that file, from 1; 0 for the file as a whole; null where the format cannot tell
 * @param recordId identifier of the record as filed; null where it has none
 * @param field column or attribute; empty for the record as a whole
 * @param value offending value as text, shortened to {@link #MAX_VALUE_LENGTH} characters
 * @param kind what is wrong
 * @param effect what it did to the record
 * @param message one sentence: what is wrong and what would be accepted
 * @param lon longitude of the place, degrees; null where there is none, and always for accepted households
 * @param lat latitude of the place, degrees; null exactly where {@code lon} is
 */
public record DataIssue(
        String input,
        @Nullable Long record,
        @Nullable String recordId,
        String field,
        String value,
        IssueKind kind,
        Effect effect,
        String message,
        @Nullable Double lon,
        @Nullable Double lat)
        implements java.io.Serializable {

    /** Longer values are cut, so that a 10 MB field does not fill the report. */
    public static final int MAX_VALUE_LENGTH = 200;

    public DataIssue {
        value = shorten(value);
        recordId = recordId == null ? null : shorten(recordId);
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException("lon and lat go together");
        }
    }

    private static String shorten(String text) {
        if (text.length() <= MAX_VALUE_LENGTH) {
            return text;
        }
        // Never cut a surrogate pair in two: half of one is no valid UTF-8.
        int end = Character.isHighSurrogate(text.charAt(MAX_VALUE_LENGTH - 2))
                ? MAX_VALUE_LENGTH - 2
                : MAX_VALUE_LENGTH - 1;
        return text.substring(0, end) + "…";
    }
}
