package org.phusong.geodata.claim;

/** How far the service has come at the place. */
public enum ClaimStatus {
    /** Can be ordered and installed within the usual time. */
    AVAILABLE,
    /** A subscriber is connected. */
    CONNECTED,
    /** The network runs past the premises, but the service cannot be ordered yet. */
    PASSED,
    /** Announced. */
    PLANNED
}
