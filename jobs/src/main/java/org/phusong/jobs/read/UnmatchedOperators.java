package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.jobs.study.ExpectedSubmission;
import org.phusong.jobs.study.NearestName;
import org.phusong.jobs.study.Study;

/**
 * Operators that a condition or {@code expected} names although they are no operators of the study. A slip there changes no row and stops
 * no run: a service is 0 % everywhere, a target stays undecided. Stateless.
 */
final class UnmatchedOperators {

    private UnmatchedOperators() {}

    /**
     * One warning for each service and unmatched name, by the order of the study, then those of {@code expected}, by code point.
     *
     * @param study the definitions, and what is expected
     * @param known the operators of the study: those listed and those of accepted claims
     */
    static List<DataIssue> warnings(Study study, List<String> known) {
        String file = String.valueOf(study.file().getFileName());
        List<DataIssue> warnings = new ArrayList<>();
        for (ServiceDefinition service : study.services()) {
            for (String name : unmatched(
                    service.anyOf().stream()
                            .flatMap(c -> c.operators().stream())
                            .collect(Collectors.toSet()),
                    known)) {
                warnings.add(warning(
                        file,
                        "services." + service.name() + ".operators",
                        name,
                        "No accepted claim is of '" + name + "' and the study does not list it, so the condition is met"
                                + " by nobody through it" + accepted(name, known)));
            }
        }
        Set<String> expected =
                study.expected().stream().map(ExpectedSubmission::operator).collect(Collectors.toSet());
        for (String name : unmatched(expected, known)) {
            warnings.add(warning(
                    file,
                    "expected",
                    name,
                    "No accepted claim is of '" + name + "', so its submission counts as missing; the study does not"
                            + " list it either, so its name may be misspelt" + accepted(name, known)));
        }
        return warnings;
    }

    private static Set<String> unmatched(Set<String> names, List<String> known) {
        Set<String> unmatched = new TreeSet<>(CodePointOrder.INSTANCE);
        unmatched.addAll(names);
        known.forEach(unmatched::remove);
        return unmatched;
    }

    private static String accepted(String name, List<String> known) {
        return "; accepted are operators that are listed or have claims, "
                + (known.isEmpty() ? "and there is none" : "the nearest is '" + NearestName.of(name, known) + "'");
    }

    private static DataIssue warning(String file, String field, String name, String message) {
        return new DataIssue(
                file, 0L, null, field, name, IssueKind.OPERATOR_UNMATCHED, Effect.WARNING, message, null, null);
    }
}
