package org.phusong.jobs.assess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.study.Study;

/** Laws of the figures over made-up populations; the slow twin counts household by household, straight from the definitions. */
class AssessmentPropertyTest {

    private static final List<Ward> WARDS = List.of(SmallStudy.ward("1"), SmallStudy.ward("2"), SmallStudy.ward("3"));
    // In the order of their ids; B and C share a network.
    private static final List<ClaimClass> CLASSES = List.of(
            SmallStudy.claim("A", Technology.FTTH, null),
            SmallStudy.claim("A", Technology.FTTH, 100.0),
            SmallStudy.claim("A", Technology.LTE),
            SmallStudy.claim("B", Technology.FTTH, 100.0),
            SmallStudy.claim("B", Technology.NR_SA),
            SmallStudy.claim("C", Technology.FWA_LBR),
            SmallStudy.claim("C", Technology.LTE));

    /** A household of the slow twin. */
    record Person(String ward, Set<Integer> classes, long thousandths, boolean unlocated) {}

    private static Study study(String networkOfC) {
        return new SmallStudy()
                .service("fixed", SmallStudy.anyOf(Technology.FTTH, Technology.FWA))
                .service("mobile", SmallStudy.anyOf(Technology.LTE, Technology.NR))
                .service("nothing", SmallStudy.anyOf(Technology.DSL))
                .operator("A", "A")
                .operator("B", "B")
                .operator("C", networkOfC)
                .build();
    }

    @Provide
    Arbitrary<List<Person>> people() {
        Arbitrary<Person> person = Combinators.combine(
                        Arbitraries.of("1", "2"),
                        Arbitraries.integers()
                                .between(0, CLASSES.size() - 1)
                                .set()
                                .ofMaxSize(4),
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.of(true, false))
                .as(Person::new);
        return person.list().ofMaxSize(40);
    }

    private static AnswerDictionary answers(List<Person> people) {
        return new AnswerDictionary(people.stream().map(p -> ids(p.classes())).toList());
    }

    private static int[] ids(Set<Integer> classes) {
        return classes.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static List<WardAnswer> histogram(List<Person> people, AnswerDictionary answers) {
        Map<String, WardAnswer> bars = new TreeMap<>();
        for (Person p : people) {
            int id = answers.idOf(ids(p.classes()));
            bars.merge(
                    p.ward() + "/" + id,
                    new WardAnswer(
                            p.ward(),
                            List.of(),
                            id,
                            "households",
                            p.thousandths(),
                            p.unlocated() ? p.thousandths() : 0),
                    (a, b) -> new WardAnswer(
                            a.wardCode(),
                            a.groups(),
                            a.answerId(),
                            a.measure(),
                            a.total() + b.total(),
                            a.unlocated() + b.unlocated()));
        }
        return List.copyOf(bars.values());
    }

    private static Assessment assess(Study study, List<Person> people) {
        AnswerDictionary answers = answers(people);
        return Assessment.of(study, WARDS, Set.of(), CLASSES, answers, histogram(people, answers));
    }

    @Property(tries = 300)
    void figuresEqualThoseCountedHouseholdByHousehold(@ForAll("people") List<Person> people) {
        Study study = study("B");
        Assessment assessment = assess(study, people);
        // 3 wards x 3 services x (3 operators and ANY) x 1 measure.
        assertThat(assessment.wards()).hasSize(36);
        for (WardCoverage row : assessment.wards()) {
            ServiceDefinition service = study.services().stream()
                    .filter(s -> s.name().equals(row.service()))
                    .findFirst()
                    .orElseThrow();
            long total = 0;
            long unlocated = 0;
            long served = 0;
            long servedUnlocated = 0;
            for (Person p : people) {
                if (p.ward().equals(row.wardCode())) {
                    boolean isServed = p.classes().stream()
                            .map(CLASSES::get)
                            .anyMatch(c -> service.isMetBy(c)
                                    && (row.operator().equals("ANY")
                                            || row.operator().equals(c.operator())));
                    total += p.thousandths();
                    unlocated += p.unlocated() ? p.thousandths() : 0;
                    served += isServed ? p.thousandths() : 0;
                    servedUnlocated += isServed && p.unlocated() ? p.thousandths() : 0;
                }
            }
            assertThat(row.reach()).isEqualTo(new Reach(total, unlocated, served, servedUnlocated));
        }
        for (WardOverlap row : assessment.overlaps()) {
            ServiceDefinition service = study.services().stream()
                    .filter(s -> s.name().equals(row.service()))
                    .findFirst()
                    .orElseThrow();
            long expected = 0;
            for (Person p : people) {
                Set<String> networks = new HashSet<>();
                p.classes().stream()
                        .map(CLASSES::get)
                        .filter(service::isMetBy)
                        .forEach(c -> networks.add(study.operators().networkOf(c.operator())));
                if (p.ward().equals(row.wardCode()) && networks.size() == row.networks()) {
                    expected += p.thousandths();
                }
            }
            assertThat(row.total()).isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void everyLawOfConservationHolds(@ForAll("people") List<Person> people) {
        Study study = study("B");
        AnswerDictionary answers = answers(people);
        List<WardAnswer> histogram = histogram(people, answers);
        Assessment assessment = Assessment.of(study, WARDS, Set.of(), CLASSES, answers, histogram);
        Conservation.checkFigures(assessment);
        Conservation.checkHistogram(assessment, study.services(), CLASSES, answers, histogram);
        long all = people.stream().mapToLong(Person::thousandths).sum();
        Conservation.checkAccepted("households", all + 7, 7, histogram);
    }

    @Property(tries = 200)
    void addingAClaimNeverLowersAFigureAndLeavesOtherOperatorsAlone(
            @ForAll("people") List<Person> people, @ForAll int seed) {
        int added = Math.floorMod(seed, CLASSES.size());
        List<Person> more = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Person p = people.get(i);
            Set<Integer> classes = new TreeSet<>(p.classes());
            // Every other household, so that the claim reaches some only.
            if (i % 2 == 0) {
                classes.add(added);
            }
            more.add(new Person(p.ward(), classes, p.thousandths(), p.unlocated()));
        }
        List<WardCoverage> before = assess(study("B"), people).wards();
        List<WardCoverage> after = assess(study("B"), more).wards();
        String filer = CLASSES.get(added).operator();
        for (int i = 0; i < before.size(); i++) {
            Reach was = before.get(i).reach();
            Reach is = after.get(i).reach();
            assertThat(is.served()).isGreaterThanOrEqualTo(was.served());
            assertThat(is.servedAtMost()).isGreaterThanOrEqualTo(was.servedAtMost());
            if (!Set.of(filer, OperatorBook.ANY).contains(before.get(i).operator())) {
                assertThat(is).isEqualTo(was);
            }
        }
    }

    @Property(tries = 200)
    void brandsOfOneNetworkNeverRaiseTheOverlap(@ForAll("people") List<Person> people) {
        Map<String, Long> apart = networksTimesTotal(assess(study("C"), people));
        Map<String, Long> shared = networksTimesTotal(assess(study("B"), people));
        shared.forEach((ward, sum) -> assertThat(sum).isLessThanOrEqualTo(apart.getOrDefault(ward, -1L)));
    }

    private static Map<String, Long> networksTimesTotal(Assessment assessment) {
        Map<String, Long> sums = new HashMap<>();
        assessment
                .overlaps()
                .forEach(o -> sums.merge(o.wardCode() + " " + o.service(), o.networks() * o.total(), Long::sum));
        return sums;
    }

    @Property(tries = 100)
    void theOrderOfTheHistogramDoesNotMatter(@ForAll("people") List<Person> people) {
        AnswerDictionary answers = answers(people);
        List<WardAnswer> histogram = histogram(people, answers);
        WardAnswer[] reversed = histogram.toArray(WardAnswer[]::new);
        java.util.Collections.reverse(Arrays.asList(reversed));
        assertThat(Assessment.of(study("B"), WARDS, Set.of(), CLASSES, answers, List.of(reversed))
                        .wards())
                .isEqualTo(Assessment.of(study("B"), WARDS, Set.of(), CLASSES, answers, histogram)
                        .wards());
    }
}
