package org.phusong.jobs.table;

import java.util.HashMap;
import java.util.Map;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.Reach;
import org.phusong.jobs.assess.WardCoverage;

/** Looks up ward figures by their key. Immutable. */
final class WardReach {

    private static final Reach NOTHING = new Reach(0, 0, 0, 0);

    private record Key(String ward, String service, String operator, String measure) {}

    private final Map<Key, Reach> reaches = new HashMap<>();

    WardReach(Assessment assessment) {
        for (WardCoverage row : assessment.wards()) {
            reaches.put(new Key(row.wardCode(), row.service(), row.operator(), row.measure()), row.reach());
            // Totals do not depend on service and operator.
            reaches.put(new Key(row.wardCode(), "", "", row.measure()), row.reach());
        }
    }

    /** Total and unlocated amounts of a ward, whatever the service. */
    Reach ofWard(String ward, String measure) {
        return find(ward, "", "", measure);
    }

    /** The figure of a key; nothing at all where there is none. */
    Reach find(String ward, String service, String operator, String measure) {
        return reaches.getOrDefault(new Key(ward, service, operator, measure), NOTHING);
    }
}
