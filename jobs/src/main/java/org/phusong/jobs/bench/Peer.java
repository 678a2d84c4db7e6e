package org.phusong.jobs.bench;

/** What users run today; each is left out with one line where it is not installed. */
public enum Peer {
    /** Apache Sedona's SQL on the same Spark, tuned. */
    SEDONA,
    /** PostGIS on a server that {@code psql} reaches. */
    POSTGIS,
    /** Plain JTS in this process: a tree of boxes and an indexed locator a polygon. */
    JTS
}
