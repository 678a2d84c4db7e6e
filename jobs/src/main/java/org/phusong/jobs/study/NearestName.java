package org.phusong.jobs.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** Which of the known names somebody may have meant who wrote an unknown one. Stateless. */
public final class NearestName {

    /** Names are compared up to here: a longer one is no slip of the pen. */
    private static final int COMPARED_LENGTH = 40;

    /** Fewer letters are found in many names by chance. */
    private static final int MIN_PART_LENGTH = 3;

    private NearestName() {}

    /**
     * The known name that holds the unknown one as a part or, where there is none, the most similar one, with more weight on how names
     * begin. Letter case, and whether a hyphen, blank or underscore stands between words, do not matter.
     *
     * @param name the unknown name
     * @param known at least one; of equally near ones the first is taken
     */
    public static String of(String name, Collection<String> known) {
        String compared = compared(name);
        JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        return known.stream()
                // The least of the negated, because of equals min keeps the first.
                .min(Comparator.<String, Boolean>comparing(k -> !holds(compared(k), compared))
                        .thenComparing(k -> -similarity.apply(compared(k), compared)))
                .orElseThrow();
    }

    private static boolean holds(String known, String name) {
        return name.length() >= MIN_PART_LENGTH && known.contains(name);
    }

    private static String compared(String name) {
        String cut = name.substring(0, Math.min(name.length(), COMPARED_LENGTH));
        return cut.toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }
}
