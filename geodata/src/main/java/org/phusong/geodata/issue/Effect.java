package org.phusong.geodata.issue;

/** What an issue did to the record it was found in. */
public enum Effect {
    /** The record was left out of every figure. */
    REJECTED,
    /** The record was changed by a named repair and then accepted. */
    REPAIRED,
    /** The record was accepted as it is. */
    WARNING
}
