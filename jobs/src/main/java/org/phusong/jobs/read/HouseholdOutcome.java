package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.List;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.place.Household;

/** What became of one row of a household file. */
public sealed interface HouseholdOutcome extends Serializable {

    /** The file that the row is from, as its place among the input's files, from 0. */
    int file();

    /**
     * A row that counts.
     *
     * @param file as above
     * @param household the household, with its point in WGS 84
     * @param issues warnings
     */
    record Accepted(int file, Household household, List<DataIssue> issues) implements HouseholdOutcome {}

    /**
     * A row that does not count.
     *
     * @param file as above
     * @param issue why
     */
    record Rejected(int file, DataIssue issue) implements HouseholdOutcome {}

    /**
     * A row that {@code where} leaves out; it is not among the rows read.
     *
     * @param file as above
     */
    record LeftOut(int file) implements HouseholdOutcome {}
}
