package org.phusong.jobs.assess;

/**
 * How far one service through one operator reaches into an area other than a ward: the study, or a unit of a group.
 *
 * @param level {@code study} or the name of a group
 * @param code the study's id; the value of a group above the ward; {@code <ward_code>/<value>} of a group below it
 * @param name what people read
 * @param service key of the service
 * @param operator name, or {@code ANY}
 * @param measure name of the measure
 * @param reach the amounts
 */
public record AreaCoverage(
        String level, String code, String name, String service, String operator, String measure, Reach reach) {

    /** The level of the study as a whole. */
    public static final String STUDY = "study";

    /** The level of a ward, in tables that hold every level. */
    public static final String WARD = "ward";
}
