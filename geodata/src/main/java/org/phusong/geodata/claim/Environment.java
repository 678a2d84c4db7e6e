package org.phusong.geodata.claim;

/** Where the handset is while the claim holds, from the easiest to the hardest to reach. */
public enum Environment {
    OUTDOOR,
    IN_VEHICLE,
    INDOOR;

    /** True when a claim for this environment also holds in {@code required}: indoor holds everywhere, outdoor only outdoors. */
    public boolean meets(Environment required) {
        return compareTo(required) >= 0;
    }
}
