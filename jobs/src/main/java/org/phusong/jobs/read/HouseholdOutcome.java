package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.List;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.place.Household;

/** What became of one row of a household file. */
public sealed interface HouseholdOutcome extends Serializable {

    /**
     * A row that counts.
     *
     * @param household the household, with its point in WGS 84
     * @param issues warnings
     */
    record Accepted(Household household, List<DataIssue> issues) implements HouseholdOutcome {}

    /**
     * A row that does not count.
     *
     * @param issue why
     */
    record Rejected(DataIssue issue) implements HouseholdOutcome {}

    /** A row that {@code where} leaves out; it is not among the rows read. */
    record LeftOut() implements HouseholdOutcome {}
}
