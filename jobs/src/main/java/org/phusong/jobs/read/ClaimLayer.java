package org.phusong.jobs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.study.Study;

/**
 * The claims of a study.
 *
 * @param claims the accepted ones, valid on the study's date or not, in the order of inputs, paths and records; equal
 *     {@link CoverageClaim#attributes() attributes} are one object
 * @param tallies one a file, in the order of inputs and paths
 * @param issues what was rejected, repaired or is worth a look
 */
public record ClaimLayer(List<CoverageClaim> claims, List<InputTally> tallies, IssueLog issues) {

    public ClaimLayer {
        claims = List.copyOf(claims);
        tallies = List.copyOf(tallies);
    }

    /** Adds a warning to the issues for each operator that a service or {@code expected} names and that is none of the study's. */
    public void warnOfUnmatchedOperators(Study study) {
        issues.addAll(UnmatchedOperators.warnings(study, operatorsWith(study.operators())));
    }

    /** The operators of the study: those it lists and those of any accepted claim, by code point. */
    public List<String> operatorsWith(OperatorBook listed) {
        TreeSet<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        names.addAll(listed.listed());
        claims.forEach(claim -> names.add(claim.attributes().operator()));
        return new ArrayList<>(names);
    }
}
