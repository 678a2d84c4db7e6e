package org.phusong.jobs.study;

import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.Evidence;

/**
 * One layer of claims: areas, or a list by household id.
 *
 * @param source where to read
 * @param householdId column of the household id of a list; null for areas
 * @param geometry column of the geometry; null for the format's own
 * @param operator who claims
 * @param technology by name, or by FCC code
 * @param technologyCodes how technologies are written
 * @param downMbps download speed, Mbit/s; null where the layer has none
 * @param upMbps upload speed, Mbit/s; null where the layer has none
 * @param latencyMs latency, ms; null where the layer has none
 * @param signalDbm signal floor, dBm; null where the layer has none
 * @param environment null where the layer has none
 * @param customer null for {@code both}
 * @param customerCodes how customers are written
 * @param status null for {@code available}
 * @param validFrom first day, inclusive; null for open
 * @param validTo last day, inclusive; null for open
 * @param evidence what the layer rests on
 */
public record ClaimInput(
        Source source,
        @Nullable String householdId,
        @Nullable String geometry,
        ValueSource operator,
        ValueSource technology,
        CodeScheme technologyCodes,
        @Nullable ValueSource downMbps,
        @Nullable ValueSource upMbps,
        @Nullable ValueSource latencyMs,
        @Nullable ValueSource signalDbm,
        @Nullable ValueSource environment,
        @Nullable ValueSource customer,
        CodeScheme customerCodes,
        @Nullable ValueSource status,
        @Nullable ValueSource validFrom,
        @Nullable ValueSource validTo,
        Evidence evidence) {

    /** How a closed set is written in a file. */
    public enum CodeScheme {
        /** PhuSong's own words, such as {@code FTTH} and {@code residential}. */
        NAMES,
        /** FCC Broadband Data Collection codes, such as {@code 50} and {@code R}. */
        FCC
    }
}
