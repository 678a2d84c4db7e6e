package org.phusong.jobs.cover;

import java.util.Arrays;
import java.util.BitSet;
import org.phusong.geodata.index.Lookup;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;

/** Finds ward and answer of one household after the other, for one task. */
final class HouseholdAnswer {

    private final CoverageModel model;
    private final Lookup lookup;
    private final long[] answer;
    private final BitSet listed = new BitSet();
    private int ward = -1;

    HouseholdAnswer(CoverageModel model) {
        this.model = model;
        this.lookup = model.index().lookup();
        this.answer = new long[model.index().words()];
    }

    /** Finds the household's ward and answer. */
    void find(Household household) {
        GeoPoint point = household.point();
        if (point != null) {
            int found = lookup.answerAt(point.lon(), point.lat());
            ward = lookup.wardOf(found);
            lookup.classesOf(found, answer);
        } else {
            // Only a list can serve a household that has no point.
            Arrays.fill(answer, 0);
            String code = household.wardCode();
            ward = code == null ? -1 : model.wardOf(code);
        }
        model.lists().addTo(household.id(), answer, listed);
    }

    /** Number of the ward; -1 outside. */
    int ward() {
        return ward;
    }

    /** Bit set of the classes that reach the household; overwritten by the next {@link #find}. */
    long[] answer() {
        return answer;
    }

    /** The listed households met so far. */
    BitSet listed() {
        return listed;
    }
}
