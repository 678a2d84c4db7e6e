package org.phusong.jobs.read;

import java.util.List;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Ward;

/**
 * The wards of a study, every one of them usable.
 *
 * @param wards by code, in code-point order; never empty
 * @param tallies one a file, in the order of their paths
 * @param issues what was repaired, and where wards overlap or leave gaps
 */
public record WardLayer(List<Ward> wards, List<InputTally> tallies, IssueLog issues) {

    public WardLayer {
        wards = List.copyOf(wards);
        tallies = List.copyOf(tallies);
    }
}
