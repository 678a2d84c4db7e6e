package org.phusong.jobs.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the faults of one study file, so that all are told at once. Not thread-safe. */
final class FaultLog {

    /** A file with more faults is no study file; the rest is only counted. */
    private static final int LISTED = 500;

    private static final int QUOTED_LENGTH = 60;

    private final List<StudyFault> faults = new ArrayList<>();
    private long unlisted;

    void add(int line, String key, String message) {
        if (faults.size() < LISTED) {
            faults.add(new StudyFault(line, key, message));
        } else {
            unlisted++;
        }
    }

    boolean isEmpty() {
        return faults.isEmpty();
    }

    /** The faults by line, those of one line as found; the last one counts those that are not listed. */
    List<StudyFault> sorted() {
        List<StudyFault> sorted = new ArrayList<>(faults);
        sorted.sort(Comparator.comparingInt(StudyFault::line));
        if (unlisted > 0) {
            sorted.add(new StudyFault(0, "", "and " + unlisted + " more faults"));
        }
        return sorted;
    }

    /** A value of the file for a message: in single quotes, on one line, cut where it is long. */
    static String quote(String value) {
        return "'" + shown(value) + "'";
    }

    /** A text of the file on one line without control characters, cut where it is long. */
    static String shown(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().limit(QUOTED_LENGTH).forEach(c -> {
            int type = Character.getType(c);
            if (Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.SURROGATE) {
                text.append(String.format("\\u%04X", c));
            } else {
                text.appendCodePoint(c);
            }
        });
        if (value.codePointCount(0, value.length()) > QUOTED_LENGTH) {
            text.append('…');
        }
        return text.toString();
    }
}
