package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.phusong.geodata.claim.CoverageClaim;

/** Claims by household id: which classes the lists add to a household's answer. Immutable after building; shared by tasks. */
final class HouseholdLists implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<String, Entry> entries = new HashMap<>();

    /**
     * What the lists say of one household.
     *
     * @param ordinal its place among all listed ids, to note which of them were met
     * @param classes bit set of class ids
     */
    record Entry(int ordinal, BitSet classes) implements Serializable {

        void addTo(long[] answer) {
            long[] added = classes.toLongArray();
            for (int i = 0; i < added.length; i++) {
                answer[i] |= added[i];
            }
        }
    }

    HouseholdLists(List<CoverageClaim> claims, ClaimClasses classes) {
        for (CoverageClaim claim : claims) {
            String id = claim.householdId();
            if (id != null) {
                Entry entry = entries.computeIfAbsent(id, i -> new Entry(entries.size(), new BitSet()));
                OptionalInt classId = classes.idOf(claim);
                classId.ifPresent(c -> entry.classes().set(c));
            }
        }
    }

    /** How many distinct households the lists name. */
    int size() {
        return entries.size();
    }

    /** Adds the classes that the lists name for this household, and notes that it was met. */
    void addTo(String householdId, long[] answer, BitSet met) {
        Entry entry = entries.isEmpty() ? null : entries.get(householdId);
        if (entry != null) {
            entry.addTo(answer);
            met.set(entry.ordinal());
        }
    }

    /** True when the household was met, or is in no list. */
    boolean wasMet(String householdId, BitSet met) {
        Entry entry = entries.get(householdId);
        return entry == null || met.get(entry.ordinal());
    }
}
