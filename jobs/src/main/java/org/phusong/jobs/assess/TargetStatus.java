package org.phusong.jobs.assess;

/** How an area stands against a target. */
public enum TargetStatus {
    /** There is nothing to serve. */
    NOT_ASSESSABLE,
    /** The share passes. */
    MET,
    /** It fails, however the unlocated are counted, and the day has come. */
    MISSED,
    /** It fails, however the unlocated are counted, and the day is still to come. */
    PENDING,
    /** The unlocated decide, or an expected submission is missing. */
    UNDECIDED
}
