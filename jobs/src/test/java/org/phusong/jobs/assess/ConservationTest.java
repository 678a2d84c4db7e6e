package org.phusong.jobs.assess;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.phusong.jobs.assess.SmallStudy.bar;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.study.Study;

/** Each law is broken once, and the message names it. */
class ConservationTest {

    private static final Study STUDY = new SmallStudy()
            .service("broadband", SmallStudy.anyOf(Technology.FTTH))
            .build();
    private static final List<ClaimClass> CLASSES = List.of(SmallStudy.claim("A", Technology.FTTH));
    private static final AnswerDictionary ANSWERS = new AnswerDictionary(List.of(new int[] {}, new int[] {0}));
    private static final List<WardAnswer> HISTOGRAM = List.of(bar("1", 0, 5), bar("1", 1, 95));
    private static final Assessment GOOD =
            Assessment.of(STUDY, List.of(SmallStudy.ward("1")), Set.of(), CLASSES, ANSWERS, HISTOGRAM);

    @Test
    void overlapThatDoesNotSumToTheTotalIsFound() {
        List<WardOverlap> rows = new ArrayList<>(GOOD.overlaps());
        rows.set(1, new WardOverlap("1", "broadband", 1, "households", 94_000));
        assertThatThrownBy(() -> Conservation.checkFigures(
                        new Assessment(GOOD.services(), GOOD.wards(), GOOD.areas(), rows, GOOD.targets())))
                .isInstanceOf(ConservationException.class)
                .hasMessageContaining("ward_overlap = total")
                .hasMessageContaining("expected 100000, found 99000");
    }

    @Test
    void anOperatorAboveAnyIsFound() {
        List<WardCoverage> rows = new ArrayList<>(GOOD.wards());
        // A comes before ANY.
        rows.set(0, new WardCoverage("1", "Ward 1", "broadband", "A", "households", new Reach(100_000, 0, 96_000, 0)));
        assertThatThrownBy(() -> Conservation.checkFigures(
                        new Assessment(GOOD.services(), rows, GOOD.areas(), GOOD.overlaps(), GOOD.targets())))
                .hasMessageContaining("ANY >= every operator");
    }

    @Test
    void aStudyThatIsNotTheSumOfItsWardsIsFound() {
        List<AreaCoverage> rows = new ArrayList<>(GOOD.areas());
        rows.set(
                1,
                new AreaCoverage(
                        "study", "small", "x", "broadband", "ANY", "households", new Reach(100_000, 0, 94_000, 0)));
        assertThatThrownBy(() -> Conservation.checkFigures(
                        new Assessment(GOOD.services(), GOOD.wards(), rows, GOOD.overlaps(), GOOD.targets())))
                .hasMessageContaining("groups and study = sums of wards");
    }

    @Test
    void aHistogramThatTellsAnotherStoryIsFound() {
        assertThatThrownBy(() -> Conservation.checkHistogram(
                        GOOD, STUDY.services(), CLASSES, ANSWERS, List.of(bar("1", 0, 6), bar("1", 1, 94))))
                .hasMessageContaining("ward_answer reproduces every figure");
    }

    @Test
    void lostHouseholdsAndRowsAreFound() {
        assertThatThrownBy(() -> Conservation.checkAccepted("households", 101_000, 0, HISTOGRAM))
                .hasMessageContaining("outside")
                .hasMessageContaining("expected 101.000, found 100.000 in wards and 0.000 outside");
        assertThatThrownBy(() -> Conservation.checkRows("households.csv", 10, 8, 1))
                .hasMessageContaining("rows read = accepted + rejected; households.csv: expected 10, found 9");
    }
}
