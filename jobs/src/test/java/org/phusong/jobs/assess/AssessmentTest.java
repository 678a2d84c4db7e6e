package org.phusong.jobs.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.phusong.jobs.assess.SmallStudy.anyOf;
import static org.phusong.jobs.assess.SmallStudy.bar;
import static org.phusong.jobs.assess.SmallStudy.claim;
import static org.phusong.jobs.assess.SmallStudy.ward;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.study.Target;
import org.phusong.jobs.study.Target.Scope;

/** Cases small enough to compute by hand. One class of fibre by operator A: answer 0 is none, answer 1 is served. */
class AssessmentTest {

    private static final List<ClaimClass> FIBRE_OF_A = List.of(claim("A", Technology.FTTH));
    private static final AnswerDictionary NONE_OR_ONE = new AnswerDictionary(List.of(new int[] {}, new int[] {0}));
    private static final LocalDate PAST = SmallStudy.AS_OF.minusDays(1);
    private static final LocalDate FUTURE = SmallStudy.AS_OF.plusDays(1);

    private static SmallStudy broadband() {
        return new SmallStudy().service("broadband", anyOf(Technology.FTTH));
    }

    private static Assessment assess(SmallStudy study, WardAnswer... histogram) {
        return Assessment.of(study.build(), List.of(ward("1")), Set.of(), FIBRE_OF_A, NONE_OR_ONE, List.of(histogram));
    }

    private static TargetAssessment ofWard(Assessment assessment) {
        return assessment.targets().stream()
                .filter(t -> t.level().equals("ward"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aShareExactlyAtTheTargetIsMetByAtLeastAndMissedByOver() {
        // 95 of 100 households.
        WardAnswer[] bars = {bar("1", 0, 5), bar("1", 1, 95)};
        TargetAssessment atLeast =
                ofWard(assess(broadband().target("broadband", "0.95", Target.Test.AT_LEAST, Scope.BOTH, PAST), bars));
        assertThat(atLeast.status()).isEqualTo(TargetStatus.MET);
        assertThat(atLeast.shortfall()).isZero();

        TargetAssessment over =
                ofWard(assess(broadband().target("broadband", "0.95", Target.Test.OVER, Scope.BOTH, PAST), bars));
        assertThat(over.status()).isEqualTo(TargetStatus.MISSED);
        // 95 is the target itself, so it takes one more.
        assertThat(over.shortfall()).isEqualTo(1);
    }

    @Test
    void aTargetThatIsNotReachedIsPendingUntilItsDayAndMissedFromThatDay() {
        WardAnswer[] bars = {bar("1", 0, 6), bar("1", 1, 94)};
        assertThat(statusBy(FUTURE, bars)).isEqualTo(TargetStatus.PENDING);
        assertThat(statusBy(SmallStudy.AS_OF, bars)).isEqualTo(TargetStatus.MISSED);
        assertThat(statusBy(PAST, bars)).isEqualTo(TargetStatus.MISSED);
    }

    private static TargetStatus statusBy(LocalDate by, WardAnswer... bars) {
        return ofWard(assess(broadband().target("broadband", "0.95", Target.Test.AT_LEAST, Scope.WARD, by), bars))
                .status();
    }

    @Test
    void theUnlocatedMakeATargetUndecidedWhenTheyCouldDecideIt() {
        // 94 of 100 served, one unlocated and not on a list: between 94 % and 95 %.
        assertThat(statusBy(PAST, bar("1", 0, 6, 1), bar("1", 1, 94))).isEqualTo(TargetStatus.UNDECIDED);
        // 93 of 100 served and one unlocated: 94 % at most.
        assertThat(statusBy(PAST, bar("1", 0, 7, 1), bar("1", 1, 93))).isEqualTo(TargetStatus.MISSED);
    }

    @Test
    void anUnlocatedHouseholdIsServedByAListAndElseOnlyInShareHigh() {
        // 10 households: 6 located and served, 1 unlocated on a list, 2 unlocated on none, 1 located and not served.
        Assessment assessment = assess(broadband(), bar("1", 1, 7, 1), bar("1", 0, 3, 2));
        Reach reach = assessment.wards().get(0).reach();
        assertThat(reach).isEqualTo(new Reach(10_000, 3_000, 7_000, 1_000));
        assertThat(reach.share()).isEqualTo(0.7);
        assertThat(reach.shareHigh()).isEqualTo(0.9);
    }

    @Test
    void shareHighOfAnOperatorCountsTheUnlocatedThatItsOwnListsDoNotServe() {
        // Classes 0 and 1 are fibre of A and of B; the one unlocated household is on B's list only.
        Assessment assessment = Assessment.of(
                broadband().build(),
                List.of(ward("1")),
                Set.of(),
                List.of(claim("A", Technology.FTTH), claim("B", Technology.FTTH)),
                new AnswerDictionary(List.of(new int[] {}, new int[] {1})),
                List.of(bar("1", 1, 1, 1), bar("1", 0, 3)));
        // Order by code point: A, ANY, B.
        assertThat(assessment.wards().stream().map(WardCoverage::operator)).containsExactly("A", "ANY", "B");
        assertThat(assessment.wards().stream().map(w -> w.reach().share())).containsExactly(0.0, 0.25, 0.25);
        assertThat(assessment.wards().stream().map(w -> w.reach().shareHigh())).containsExactly(0.25, 0.25, 0.25);
    }

    @Test
    void anExpectedOperatorWithoutASubmissionLeavesFailedTargetsUndecided() {
        WardAnswer[] bars = {bar("1", 0, 6), bar("1", 1, 94)};
        SmallStudy missing = broadband()
                .expect("M", "broadband")
                .target("broadband", "0.95", Target.Test.AT_LEAST, Scope.BOTH, PAST)
                .target("broadband", "0.9", Target.Test.AT_LEAST, Scope.BOTH, PAST);
        assertThat(assess(missing, bars).targets())
                .filteredOn(t -> t.level().equals("ward"))
                .extracting(TargetAssessment::status)
                // By share: 0.9 is met whatever M has; 0.95 is open.
                .containsExactly(TargetStatus.MET, TargetStatus.UNDECIDED);

        SmallStudy filed = broadband()
                .expect("A", "broadband")
                .target("broadband", "0.95", Target.Test.AT_LEAST, Scope.BOTH, PAST);
        assertThat(ofWard(assess(filed, bars)).status()).isEqualTo(TargetStatus.MISSED);
        assertThat(ofWard(assess(filed, bars)).shortfall()).isEqualTo(1);
    }

    @Test
    void aSubmissionOfAnotherTechnologyIsNoneForTheService() {
        // A filed fibre, and is expected to file for mobile too.
        SmallStudy study = broadband()
                .service("mobile_5g", anyOf(Technology.NR))
                .expect("A", "mobile_5g")
                .target("mobile_5g", "1", Target.Test.AT_LEAST, Scope.BOTH, PAST);
        assertThat(ofWard(assess(study, bar("1", 0, 1))).status()).isEqualTo(TargetStatus.UNDECIDED);
    }

    @Test
    void aWardWithoutHouseholdsHasFullRowsAndNoShare() {
        Assessment assessment = assess(
                broadband().operator("Z", "Z").target("broadband", "0.95", Target.Test.AT_LEAST, Scope.BOTH, PAST));
        assertThat(assessment.wards()).hasSize(3).allSatisfy(row -> {
            assertThat(row.reach().share()).isNull();
            assertThat(row.reach().shareHigh()).isNull();
            assertThat(row.reach().total()).isZero();
        });
        // Networks of A and Z: n from 0 to 2.
        assertThat(assessment.overlaps()).extracting(WardOverlap::networks).containsExactly(0, 1, 2);
        assertThat(ofWard(assessment).status()).isEqualTo(TargetStatus.NOT_ASSESSABLE);
        assertThat(ofWard(assessment).shortfall()).isNull();
    }

    @Test
    void theShortfallIsTheLeastWholeNumberThatPasses() {
        // 10.5 people, 4.2 served. At least 50 % is 5.25: 1.05 more, so 2. Over 40 % is more than 4.2: any more, so 1.
        WardAnswer[] bars = {
            new WardAnswer("1", List.of(), 1, "households", 4_200, 0),
            new WardAnswer("1", List.of(), 0, "households", 6_300, 0)
        };
        assertThat(ofWard(assess(broadband().target("broadband", "0.5", Target.Test.AT_LEAST, Scope.WARD, PAST), bars))
                        .shortfall())
                .isEqualTo(2);
        assertThat(ofWard(assess(broadband().target("broadband", "0.4", Target.Test.OVER, Scope.WARD, PAST), bars))
                        .shortfall())
                .isEqualTo(1);
        // Over 49 % is more than 5.145: 0.945 more is not enough, 1 is.
        assertThat(ofWard(assess(broadband().target("broadband", "0.49", Target.Test.OVER, Scope.WARD, PAST), bars))
                        .shortfall())
                .isEqualTo(1);
        // At least 5.2 / 10.5 would need 1 exactly; its share has no end in decimals, so take 0.4952381: 5.20000005.
        assertThat(ofWard(assess(
                                broadband().target("broadband", "0.4952381", Target.Test.AT_LEAST, Scope.WARD, PAST),
                                bars))
                        .shortfall())
                .isEqualTo(2);
    }

    @Test
    void targetsAreComparedExactlyWhereDoublesAreNot() {
        // 0.3 of 10 households is 3; in doubles 0.1 + 0.2 and 3 / 10 would differ in the last bit.
        Assessment assessment = assess(
                broadband().target("broadband", "0.30000000000000000001", Target.Test.AT_LEAST, Scope.WARD, PAST),
                bar("1", 1, 3),
                bar("1", 0, 7));
        assertThat(ofWard(assessment).status()).isEqualTo(TargetStatus.MISSED);
        assertThat(ofWard(assessment).shortfall()).isEqualTo(1);
    }

    @Test
    void aFamilyCountsItsMembersAndAMemberNotItsFamily() {
        // Classes in the order of their ids: FWA, FWA_LICENSED, NR, NR_SA; 1, 2, 4 and 8 households of each.
        List<ClaimClass> classes = List.of(
                claim("A", Technology.FWA),
                claim("A", Technology.FWA_LICENSED),
                claim("A", Technology.NR),
                claim("A", Technology.NR_SA));
        SmallStudy study = new SmallStudy()
                .service("family_fwa", anyOf(Technology.FWA))
                .service("family_nr", anyOf(Technology.NR))
                .service("licensed", anyOf(Technology.FWA_LICENSED))
                .service("standalone", anyOf(Technology.NR_SA));
        Assessment assessment = Assessment.of(
                study.build(),
                List.of(ward("1")),
                Set.of(),
                classes,
                new AnswerDictionary(List.of(new int[] {0}, new int[] {1}, new int[] {2}, new int[] {3})),
                List.of(bar("1", 0, 1), bar("1", 1, 2), bar("1", 2, 4), bar("1", 3, 8)));
        assertThat(assessment.wards().stream()
                        .filter(w -> w.operator().equals("ANY"))
                        .map(w -> w.reach().servedUnits()))
                .containsExactly(3.0, 12.0, 2.0, 8.0);
    }

    @Test
    void twoBrandsOfOneNetworkAreOneNetworkInTheOverlap() {
        SmallStudy study = broadband()
                .operator("Viettel", "Viettel")
                .operator("iTel", "VinaPhone")
                .operator("VinaPhone", "VinaPhone");
        Assessment assessment = Assessment.of(
                study.build(),
                List.of(ward("1")),
                Set.of(),
                List.of(
                        claim("Viettel", Technology.FTTH),
                        claim("VinaPhone", Technology.FTTH),
                        claim("iTel", Technology.FTTH)),
                new AnswerDictionary(List.of(new int[] {1, 2}, new int[] {0, 1, 2})),
                // Answers by content: {0,1,2} is 0, {1,2} is 1.
                List.of(bar("1", 0, 3), bar("1", 1, 4)));
        assertThat(assessment.overlaps()).extracting(WardOverlap::total).containsExactly(0L, 4_000L, 3_000L);
    }

    @Test
    void groupsAndTheStudyAreSumsOfTheirWardsAndHouseholds() {
        SmallStudy study = broadband()
                .groupAbove("province")
                .groupBelow("quarter")
                .target("broadband", "0.5", Target.Test.AT_LEAST, Scope.BOTH, PAST);
        Assessment assessment = Assessment.of(
                study.build(),
                List.of(ward("2", Map.of("province", "79")), ward("1", Map.of("province", "79")), ward("3")),
                Set.of(),
                FIBRE_OF_A,
                NONE_OR_ONE,
                List.of(
                        new WardAnswer("1", List.of("q"), 1, "households", 2_000, 0),
                        new WardAnswer("1", List.of(""), 0, "households", 1_000, 0),
                        new WardAnswer("2", List.of("q"), 0, "households", 4_000, 0),
                        new WardAnswer("3", List.of("q"), 1, "households", 8_000, 0)));
        assertThat(assessment.areas().stream()
                        .filter(a -> a.operator().equals("ANY"))
                        .map(a -> a.level() + " " + a.code() + " " + a.name() + " "
                                + a.reach().served() + "/" + a.reach().total()))
                .containsExactly(
                        "province   8000/8000",
                        "province 79 79 2000/7000",
                        "quarter 1/  0/1000",
                        "quarter 1/q q 2000/2000",
                        "quarter 2/q q 0/4000",
                        "quarter 3/q q 8000/8000",
                        "study small Nhỏ 10000/15000");
        assertThat(assessment.targets().stream()
                        .filter(TargetAssessment::binding)
                        .map(t -> t.level() + " " + t.code() + " " + t.status()))
                .containsExactly("study small MET", "ward 1 MET", "ward 2 MISSED", "ward 3 MET");
        assertThat(assessment.targets()).hasSize(10);
        Conservation.checkFigures(assessment);
    }

    @Test
    void bindingFollowsTheScope() {
        assertThat(bindingLevels(Scope.WARD)).containsExactly("ward");
        assertThat(bindingLevels(Scope.STUDY)).containsExactly("study");
        assertThat(bindingLevels(Scope.BOTH)).containsExactly("study", "ward");
    }

    private static List<String> bindingLevels(Scope scope) {
        return assess(broadband().target("broadband", "0.5", Target.Test.AT_LEAST, scope, PAST)).targets().stream()
                .filter(TargetAssessment::binding)
                .map(TargetAssessment::level)
                .toList();
    }

    @Test
    void aHistogramOfAnotherStudyIsRefused() {
        assertThatThrownBy(() -> assess(broadband(), bar("9", 0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wardCode=9");
        assertThatThrownBy(() -> assess(broadband(), bar("1", 2, 1))).hasMessageContaining("answerId=2");
    }

    @Test
    void aShareJustBelowATargetNeverShowsAsTheTarget() {
        // 94,996 of 100,000 is 94.996 %.
        assertThat(ShareText.percent(94_996, 100_000)).isEqualTo("94.99 %");
        assertThat(ShareText.decimal(94_996, 100_000)).isEqualTo("0.9499");
        assertThat(ShareText.percent(95, 100)).isEqualTo("95.00 %");
        assertThat(ShareText.percent(999_999, 1_000_000)).isEqualTo("99.99 %");
        assertThat(ShareText.percent(3, 3)).isEqualTo("100.00 %");
        assertThat(ShareText.percent(0, 0)).isEqualTo("–");
        assertThat(ShareText.decimal(0, 0)).isEmpty();
    }
}
