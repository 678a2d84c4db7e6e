package org.phusong.jobs.assess;

import java.util.List;

/**
 * One bar of the histogram: how much of a measure has one answer in one ward.
 *
 * @param wardCode code of the ward
 * @param groups one value a group below the ward, in the study's order; empty text where missing
 * @param answerId id in the answer dictionary
 * @param measure name of the measure
 * @param total thousandths, the unlocated included
 * @param unlocated thousandths of those without a usable point
 */
public record WardAnswer(
        String wardCode, List<String> groups, int answerId, String measure, long total, long unlocated) {

    public WardAnswer {
        groups = List.copyOf(groups);
        if (unlocated < 0 || total < unlocated) {
            throw new IllegalArgumentException("unlocated must be 0 to total: " + unlocated + " of " + total);
        }
    }
}
