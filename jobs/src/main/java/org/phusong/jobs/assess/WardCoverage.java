package org.phusong.jobs.assess;

/**
 * How far one service through one operator reaches into one ward.
 *
 * @param wardCode code of the ward
 * @param wardName name as filed
 * @param service key of the service
 * @param operator name, or {@code ANY}
 * @param measure name of the measure
 * @param reach the amounts
 */
public record WardCoverage(
        String wardCode, String wardName, String service, String operator, String measure, Reach reach) {}
