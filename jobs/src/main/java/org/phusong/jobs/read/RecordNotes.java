package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;

/** The issues of one record while it is interpreted. Not thread-safe. */
final class RecordNotes {

    private final String file;
    private final long record;
    private final @Nullable String recordId;
    private List<DataIssue> issues = List.of();
    private boolean repaired;

    /**
     * @param file path relative to the study file
     * @param record row or feature in that file, from 1
     * @param recordId identifier as filed; null where it has none
     */
    RecordNotes(String file, long record, @Nullable String recordId) {
        this.file = file;
        this.record = record;
        this.recordId = recordId;
    }

    /** Notes what is odd about a record that is accepted as it is. */
    void warn(IssueKind kind, String field, String value, String message) {
        add(kind, field, value, Effect.WARNING, message, null);
    }

    /** Notes what was changed in a record that is then accepted. */
    void repaired(IssueKind kind, String field, String value, String message, @Nullable GeoPoint place) {
        repaired = true;
        add(kind, field, value, Effect.REPAIRED, message, place);
    }

    /** True when anything was changed. */
    boolean isRepaired() {
        return repaired;
    }

    /** All that was noted. */
    List<DataIssue> issues() {
        return issues;
    }

    /** The issue that a value makes of this record. */
    DataIssue issue(UnusableValueException unusable, Effect effect) {
        return issue(unusable.kind(), unusable.field(), unusable.value(), effect, unusable.message(), unusable.place());
    }

    private void add(
            IssueKind kind, String field, String value, Effect effect, String message, @Nullable GeoPoint place) {
        // Nearly every record has none.
        if (issues.isEmpty()) {
            issues = new ArrayList<>(1);
        }
        issues.add(issue(kind, field, value, effect, message, place));
    }

    private DataIssue issue(
            IssueKind kind, String field, String value, Effect effect, String message, @Nullable GeoPoint place) {
        return new DataIssue(
                file,
                record,
                recordId,
                field,
                value,
                kind,
                effect,
                message,
                place == null ? null : place.lon(),
                place == null ? null : place.lat());
    }
}
