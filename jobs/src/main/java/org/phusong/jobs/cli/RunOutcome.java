package org.phusong.jobs.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.read.InputTally;

/**
 * What a run published.
 *
 * @param revision folder of the revision
 * @param assessment every figure
 * @param inputs every file read
 * @param issues how many problems were found, by input, kind and effect
 * @param outside thousandths of each measure that no ward covers, by name of the measure
 */
public record RunOutcome(
        Path revision,
        Assessment assessment,
        List<InputTally> inputs,
        Map<IssueLog.Key, Long> issues,
        Map<String, Long> outside) {

    public RunOutcome {
        inputs = List.copyOf(inputs);
        issues = Map.copyOf(issues);
        outside = Map.copyOf(outside);
    }
}
