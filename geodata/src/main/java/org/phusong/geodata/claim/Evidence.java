package org.phusong.geodata.claim;

/** What a claim rests on; printed beside every figure. */
public enum Evidence {
    /** The operator's own statement, not verified. */
    DECLARED,
    /** A propagation model. */
    MODELLED,
    /** Measurements. */
    MEASURED
}
