package org.phusong.jobs.assess;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.study.ExpectedSubmission;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.Target;

/**
 * Every figure of a study, from the histogram alone. Lists are full row sets in the order of the tables. Immutable.
 *
 * @param services what each answer means for each service
 * @param wards ward x service x operator x measure
 * @param areas level x code x service x operator x measure, for the study and each group
 * @param overlaps ward x service x number of networks x measure
 * @param targets level x code x target, wards included
 */
public record Assessment(
        ServiceAnswers services,
        List<WardCoverage> wards,
        List<AreaCoverage> areas,
        List<WardOverlap> overlaps,
        List<TargetAssessment> targets) {

    public Assessment {
        wards = List.copyOf(wards);
        areas = List.copyOf(areas);
        overlaps = List.copyOf(overlaps);
        targets = List.copyOf(targets);
    }

    /** An area and its sums. */
    private record Unit(String level, String code, String name, Tally tally) {}

    /**
     * Assesses a study.
     *
     * @param study what is asked
     * @param wards every ward, in any order
     * @param claimOperators operators of any accepted claim, valid on the study's date or not
     * @param classes classes of the accepted claims that are valid on that date, in the order of their ids
     * @param answers answers over these classes
     * @param histogram how much of each measure has which answer, by ward and groups below
     * @throws IllegalArgumentException when the histogram names a ward, measure or answer that there is not
     * @throws ArithmeticException when a sum passes 9.2e15 units
     */
    public static Assessment of(
            Study study,
            List<Ward> wards,
            Collection<String> claimOperators,
            List<ClaimClass> classes,
            AnswerDictionary answers,
            List<WardAnswer> histogram) {
        ServiceAnswers services =
                new ServiceAnswers(study.services(), study.operators(), claimOperators, classes, answers);
        List<String> measures =
                study.measures().stream().sorted(CodePointOrder.INSTANCE).toList();
        List<Ward> ordered = wards.stream()
                .sorted(Comparator.comparing(Ward::code, CodePointOrder.INSTANCE))
                .toList();
        Map<String, Tally> byWard = new HashMap<>();
        ordered.forEach(w -> byWard.put(w.code(), new Tally(services, measures.size())));
        List<Map<String, Unit>> below = new ArrayList<>();
        study.groupsBelow().forEach(g -> below.add(new TreeMap<>(CodePointOrder.INSTANCE)));
        for (WardAnswer bar : histogram) {
            Tally ward = byWard.get(bar.wardCode());
            int measure = measures.indexOf(bar.measure());
            if (ward == null
                    || measure < 0
                    || bar.groups().size() != below.size()
                    || bar.answerId() < 0
                    || bar.answerId() >= answers.size()) {
                throw new IllegalArgumentException("The histogram does not belong to this study: " + bar);
            }
            ward.add(bar.answerId(), measure, bar.total(), bar.unlocated());
            for (int g = 0; g < below.size(); g++) {
                String level = study.groupsBelow().get(g);
                String value = bar.groups().get(g);
                below.get(g)
                        .computeIfAbsent(
                                bar.wardCode() + "/" + value,
                                code -> new Unit(level, code, value, new Tally(services, measures.size())))
                        .tally()
                        .add(bar.answerId(), measure, bar.total(), bar.unlocated());
            }
        }
        List<Unit> wardUnits = new ArrayList<>();
        for (Ward ward : ordered) {
            Tally tally = byWard.get(ward.code());
            if (tally != null) {
                wardUnits.add(new Unit(AreaCoverage.WARD, ward.code(), ward.name(), tally));
            }
        }
        List<Unit> areaUnits = new ArrayList<>();
        areaUnits.add(studyUnit(study, wardUnits, new Tally(services, measures.size())));
        for (String level : study.groupsAbove()) {
            areaUnits.addAll(above(level, ordered, wardUnits, services, measures.size()));
        }
        below.forEach(units -> areaUnits.addAll(units.values()));
        // Stable, and units of one level are in the order of their codes already.
        areaUnits.sort(Comparator.comparing(Unit::level, CodePointOrder.INSTANCE));

        List<Unit> all = new ArrayList<>(wardUnits);
        all.addAll(areaUnits);
        all.sort(Comparator.comparing(Unit::level, CodePointOrder.INSTANCE));
        return new Assessment(
                services,
                wardCoverage(wardUnits, services, measures),
                areaCoverage(areaUnits, services, measures),
                overlaps(wardUnits, services, measures),
                targets(study, all, services, measures, classes));
    }

    private static Unit studyUnit(Study study, List<Unit> wards, Tally sum) {
        wards.forEach(w -> sum.add(w.tally()));
        return new Unit(AreaCoverage.STUDY, study.id(), titleOf(study), sum);
    }

    /** The study's title as tables have it: English, else Vietnamese, else its id. */
    public static String titleOf(Study study) {
        String vietnamese = study.title().getOrDefault("vi", study.id());
        return study.title().getOrDefault("en", vietnamese);
    }

    private static Collection<Unit> above(
            String level, List<Ward> wards, List<Unit> wardUnits, ServiceAnswers services, int measures) {
        Map<String, Unit> units = new TreeMap<>(CodePointOrder.INSTANCE);
        for (int w = 0; w < wards.size(); w++) {
            String value = wards.get(w).groups().getOrDefault(level, "");
            units.computeIfAbsent(value, v -> new Unit(level, v, v, new Tally(services, measures)))
                    .tally()
                    .add(wardUnits.get(w).tally());
        }
        return units.values();
    }

    private static List<WardCoverage> wardCoverage(List<Unit> units, ServiceAnswers services, List<String> measures) {
        List<WardCoverage> rows = new ArrayList<>();
        for (Unit unit : units) {
            for (int s = 0; s < services.services().size(); s++) {
                for (int o = 0; o < services.operators().size(); o++) {
                    for (int m = 0; m < measures.size(); m++) {
                        rows.add(new WardCoverage(
                                unit.code(),
                                unit.name(),
                                services.services().get(s),
                                services.operators().get(o),
                                measures.get(m),
                                unit.tally().reach(s, o, m)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<AreaCoverage> areaCoverage(List<Unit> units, ServiceAnswers services, List<String> measures) {
        List<AreaCoverage> rows = new ArrayList<>();
        for (Unit unit : units) {
            for (int s = 0; s < services.services().size(); s++) {
                for (int o = 0; o < services.operators().size(); o++) {
                    for (int m = 0; m < measures.size(); m++) {
                        rows.add(new AreaCoverage(
                                unit.level(),
                                unit.code(),
                                unit.name(),
                                services.services().get(s),
                                services.operators().get(o),
                                measures.get(m),
                                unit.tally().reach(s, o, m)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<WardOverlap> overlaps(List<Unit> units, ServiceAnswers services, List<String> measures) {
        List<WardOverlap> rows = new ArrayList<>();
        for (Unit unit : units) {
            for (int s = 0; s < services.services().size(); s++) {
                for (int n = 0; n <= services.networkCount(); n++) {
                    for (int m = 0; m < measures.size(); m++) {
                        rows.add(new WardOverlap(
                                unit.code(),
                                services.services().get(s),
                                n,
                                measures.get(m),
                                unit.tally().overlap(s, n, m)));
                    }
                }
            }
        }
        return rows;
    }

    private static List<TargetAssessment> targets(
            Study study, List<Unit> units, ServiceAnswers services, List<String> measures, List<ClaimClass> classes) {
        Set<String> lacking = servicesLackingASubmission(study, classes);
        List<Target> ordered = study.targets().stream()
                .sorted(Comparator.comparing(Target::service, CodePointOrder.INSTANCE)
                        .thenComparing(Target::measure, CodePointOrder.INSTANCE)
                        .thenComparing(Target::share)
                        .thenComparing(t -> ClaimClass.text(t.test()))
                        .thenComparing(Target::by)
                        .thenComparing(Target::scope))
                .toList();
        List<TargetAssessment> rows = new ArrayList<>();
        for (Unit unit : units) {
            for (Target target : ordered) {
                Reach reach = unit.tally()
                        .reach(
                                services.services().indexOf(target.service()),
                                services.any(),
                                measures.indexOf(target.measure()));
                rows.add(TargetAssessment.of(
                        unit.level(),
                        unit.code(),
                        unit.name(),
                        target,
                        reach,
                        study.asOf(),
                        lacking.contains(target.service())));
            }
        }
        return rows;
    }

    /** Services that an expected operator had to file for and has no claim for whose technology could meet one of their conditions. */
    private static Set<String> servicesLackingASubmission(Study study, List<ClaimClass> classes) {
        Map<String, ServiceDefinition> definitions = new HashMap<>();
        study.services().forEach(s -> definitions.put(s.name(), s));
        Set<String> lacking = new HashSet<>();
        for (ExpectedSubmission expected : study.expected()) {
            for (String service : expected.services()) {
                ServiceDefinition definition = definitions.get(service);
                boolean filed = definition != null
                        && classes.stream()
                                .filter(c -> c.operator().equals(expected.operator()))
                                .anyMatch(c -> definition.anyOf().stream()
                                        .anyMatch(condition -> condition.matchesTechnology(c.technology())));
                if (!filed) {
                    lacking.add(service);
                }
            }
        }
        return lacking;
    }

    /** Names of the operators of the study, without {@code ANY}, by code point. */
    public List<String> operators() {
        return services.operators().stream()
                .filter(o -> !o.equals(OperatorBook.ANY))
                .toList();
    }
}
