package org.phusong.jobs.read;

import org.jspecify.annotations.Nullable;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;

/**
 * A value, or a geometry, for which its record cannot be accepted. Carries what a {@link org.phusong.geodata.issue.DataIssue} needs.
 *
 * <p>It has no stack trace: a file may hold millions of them, and none is a fault of the program.
 */
public final class UnusableValueException extends Exception {

    private static final long serialVersionUID = 1;

    private final IssueKind kind;
    private final String field;
    private final String value;
    private final transient @Nullable GeoPoint place;

    /**
     * @param kind what is wrong
     * @param field column or attribute; empty for the record as a whole
     * @param value the offending value as text; empty where there is none
     * @param message what is wrong and what would be accepted
     */
    public UnusableValueException(IssueKind kind, String field, String value, String message) {
        this(kind, field, value, message, null);
    }

    /**
     * @param kind what is wrong
     * @param field column or attribute; empty for the record as a whole
     * @param value the offending value as text; empty where there is none
     * @param message what is wrong and what would be accepted
     * @param place where on the ground; null where that is not known
     */
    public UnusableValueException(
            IssueKind kind, String field, String value, String message, @Nullable GeoPoint place) {
        super(message, null, false, false);
        this.kind = kind;
        this.field = field;
        this.value = value;
        this.place = place;
    }

    /** What is wrong. */
    public IssueKind kind() {
        return kind;
    }

    /** Column or attribute; empty for the record as a whole. */
    public String field() {
        return field;
    }

    /** The offending value as text; empty where there is none. */
    public String value() {
        return value;
    }

    /** What is wrong and what would be accepted. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Where on the ground; null where that is not known. */
    public @Nullable GeoPoint place() {
        return place;
    }
}
