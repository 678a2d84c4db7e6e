package org.phusong.jobs.assess;

/**
 * How much of a ward can choose between exactly so many networks.
 *
 * @param wardCode code of the ward
 * @param service key of the service
 * @param networks distinct networks that serve it, from 0
 * @param measure name of the measure
 * @param total thousandths of the measure
 */
public record WardOverlap(String wardCode, String service, int networks, String measure, long total) {}
