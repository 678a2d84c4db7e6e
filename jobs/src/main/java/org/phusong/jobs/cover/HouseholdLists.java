package org.phusong.jobs.cover;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.jobs.read.HouseholdBatch;
import org.phusong.jobs.read.IdHash;

/** Claims by household id: which classes the lists add to a household's answer. Immutable after building; shared by tasks. */
final class HouseholdLists implements Serializable {

    private static final long serialVersionUID = 1;

    private final Map<String, Entry> entries = new HashMap<>();
    private final LongNumbers hashes = new LongNumbers();

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
        for (String id : entries.keySet()) {
            byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
            hashes.numberOf(IdHash.of(utf8, 0, utf8.length));
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** False when no list names the household, found without making an object of its id. */
    boolean mayName(HouseholdBatch batch, int row) {
        int start = batch.idStart(row);
        long hash = IdHash.of(batch.idBytes(), start, batch.idEnd(row) - start);
        return hashes.contains(hash);
    }

    /** Adds the classes that the lists name for this household, and notes that it was met; false where none names it. */
    boolean addTo(String householdId, long[] answer, BitSet met) {
        Entry entry = entries.get(householdId);
        if (entry == null) {
            return false;
        }
        entry.addTo(answer);
        met.set(entry.ordinal());
        return true;
    }

    /** True when the household was met, or is in no list. */
    boolean wasMet(String householdId, BitSet met) {
        Entry entry = entries.get(householdId);
        return entry == null || met.get(entry.ordinal());
    }
}
