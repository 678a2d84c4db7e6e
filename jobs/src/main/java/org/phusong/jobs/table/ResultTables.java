package org.phusong.jobs.table;

import java.io.IOException;
import java.util.List;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.WardAnswer;
import org.phusong.jobs.study.Study;

/** All tables that follow from the histogram and the wards, written into a staged revision in one call. */
public final class ResultTables {

    private ResultTables() {}

    /**
     * Writes ward and area coverage, overlap, targets, wards, classes, answers, histogram and the summary.
     *
     * @param staged where to
     * @param study what was asked
     * @param wards every ward
     * @param classes classes in the order of their ids
     * @param answers answers over these classes
     * @param histogram the histogram
     * @param assessment the figures
     */
    public static void write(
            StagedRevision staged,
            Study study,
            List<Ward> wards,
            List<ClaimClass> classes,
            AnswerDictionary answers,
            List<WardAnswer> histogram,
            Assessment assessment)
            throws IOException {
        WardCoverageTable.write(staged.file(WardCoverageTable.FILE), assessment.wards());
        AreaCoverageTable.write(staged.file(AreaCoverageTable.FILE), assessment.areas());
        WardOverlapTable.write(staged.file(WardOverlapTable.FILE), assessment.overlaps());
        TargetAssessmentTable.write(staged.file(TargetAssessmentTable.FILE), assessment.targets());
        WardTable.write(staged.file(WardTable.FILE), study, wards, assessment);
        ClaimClassTable.write(staged.file(ClaimClassTable.FILE), classes, study.operators());
        AnswerTable.write(staged.file(AnswerTable.FILE), answers);
        WardAnswerTable.write(staged.file(WardAnswerTable.FILE), study.groupsBelow(), histogram);
        SummaryCsv.write(staged.file(SummaryCsv.FILE), study, wards, assessment);
    }
}
