package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows that share their ids with others, as they are found: of each id the one that is kept so far, and those that are not. */
public final class DuplicateRows implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<String, DuplicateCandidate> kept = new HashMap<>();
    private final ArrayList<Long> rejected = new ArrayList<>();

    void add(DuplicateCandidate candidate) {
        DuplicateCandidate other = kept.putIfAbsent(candidate.householdId(), candidate);
        if (other != null) {
            boolean first = candidate.compareTo(other) < 0;
            kept.put(candidate.householdId(), first ? candidate : other);
            DuplicateCandidate loser = first ? other : candidate;
            rejected.add(RowKeys.key(loser.file(), loser.record()));
        }
    }

    /** Takes over what was found in other rows. */
    public void merge(DuplicateRows other) {
        rejected.addAll(other.rejected);
        for (Map.Entry<String, DuplicateCandidate> entry : other.kept.entrySet()) {
            add(entry.getValue());
        }
    }

    /** Adds the rows that are rejected to a list of their keys. */
    public void addRejectedTo(List<Long> keys) {
        keys.addAll(rejected);
    }

    /** The set of rows with these keys. */
    public static RowKeys rows(List<Long> keys) {
        return RowKeys.of(keys.stream().mapToLong(Long::longValue).toArray());
    }
}
