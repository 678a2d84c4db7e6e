package org.phusong.jobs.cover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.assess.WardAnswer;

/** What the pass over all households gives: the answers by content, the histogram, and counts that must balance. Immutable. */
public final class CoverageCount {

    private final TaskCount count;
    private final CoverageModel model;
    private final AnswerDictionary answers;
    private final List<WardAnswer> histogram;
    private final List<String> measures;

    CoverageCount(TaskCount count, CoverageModel model, List<String> measures) {
        this.count = count;
        this.model = model;
        this.measures = List.copyOf(measures);
        Bars bars = count.bars();
        int[][] classIds = new int[bars.count()][];
        for (int bar = 0; bar < bars.count(); bar++) {
            classIds[bar] = bars.classIds(bar);
        }
        this.answers = new AnswerDictionary(Arrays.asList(classIds));
        List<WardAnswer> rows = new ArrayList<>();
        for (int bar = 0; bar < bars.count(); bar++) {
            if (bars.ward(bar) >= 0) {
                int answerId = answers.idOf(classIds[bar]);
                for (int m = 0; m < measures.size(); m++) {
                    rows.add(new WardAnswer(
                            model.wardCode(bars.ward(bar)),
                            bars.groups(bar),
                            answerId,
                            measures.get(m),
                            bars.total(bar, m),
                            bars.unlocated(bar, m)));
                }
            }
        }
        rows.sort(Comparator.comparing(WardAnswer::wardCode, CodePointOrder.INSTANCE)
                .thenComparing(WardAnswer::groups, CoverageCount::compareGroups)
                .thenComparingInt(WardAnswer::answerId)
                .thenComparing(WardAnswer::measure, CodePointOrder.INSTANCE));
        this.histogram = List.copyOf(rows);
    }

    private static int compareGroups(List<String> a, List<String> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = CodePointOrder.INSTANCE.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The distinct answers of all accepted households, those outside the wards included. */
    public AnswerDictionary answers() {
        return answers;
    }

    /** The histogram, in the order of its table. */
    public List<WardAnswer> histogram() {
        return histogram;
    }

    /** Issues of household rows. */
    public IssueLog issues() {
        return count.issues();
    }

    /** Rows of one file, by its place among the reader's files. */
    public FileCounts file(int ordinal) {
        return count.file(ordinal);
    }

    /** Accepted rows without a usable point. */
    public long unlocatedRows() {
        return count.unlocatedRows();
    }

    /** Accepted rows whose point no ward covers. */
    public long outsideRows() {
        return count.outsideRows();
    }

    /** Measure of the accepted rows that no ward covers, in thousandths. */
    public long outside(String measure) {
        return count.bars().total(measures.indexOf(measure), ward -> ward < 0);
    }

    /** Measure of all accepted rows, in thousandths. */
    public long accepted(String measure) {
        return count.bars().total(measures.indexOf(measure), ward -> true);
    }

    /** Located households by the first {@link TaskCount#PREFIX_BITS} bits of their space key, ascending. */
    SortedMap<Long, Long> rowsByPrefix() {
        return count.rowsByPrefix();
    }

    /** A warning for each listed claim whose household the study does not have. */
    public IssueLog unknownListed(List<CoverageClaim> claims) {
        IssueLog issues = new IssueLog();
        BitSet met = count.listed();
        for (CoverageClaim claim : claims) {
            String id = claim.householdId();
            if (id != null && !model.lists().wasMet(id, met)) {
                issues.add(new DataIssue(
                        claim.input(),
                        claim.record(),
                        id,
                        "household_id",
                        id,
                        IssueKind.LIST_HOUSEHOLD_UNKNOWN,
                        Effect.WARNING,
                        "The list of " + claim.attributes().operator()
                                + " names a household that the study does not have; accepted are ids of its households",
                        null,
                        null));
            }
        }
        return issues;
    }
}
