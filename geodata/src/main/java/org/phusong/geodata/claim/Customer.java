package org.phusong.geodata.claim;

/** Who can order the service. */
public enum Customer {
    RESIDENTIAL,
    BUSINESS,
    BOTH
}
