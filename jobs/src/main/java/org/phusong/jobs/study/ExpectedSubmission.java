package org.phusong.jobs.study;

import java.util.List;

/**
 * An operator that must have filed claims for some services.
 *
 * @param operator name after aliases
 * @param services keys of services of the study
 */
public record ExpectedSubmission(String operator, List<String> services) {

    public ExpectedSubmission {
        services = List.copyOf(services);
    }
}
