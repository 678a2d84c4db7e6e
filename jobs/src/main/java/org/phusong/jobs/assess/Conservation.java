package org.phusong.jobs.assess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.place.Thousandths;

/**
 * The laws that hold in every run, checked on the rows that are about to be published.
 *
 * <p>Each check throws {@link ConservationException} naming the law, the place and the figures.
 */
public final class Conservation {

    private Conservation() {}

    /**
     * Rows read are accepted or rejected.
     *
     * @param input the file or input, for the message
     */
    public static void checkRows(String input, long read, long accepted, long rejected) {
        if (read != accepted + rejected) {
            throw new ConservationException("rows read = accepted + rejected", input, read, accepted + rejected);
        }
    }

    /**
     * What was accepted is in wards, unlocated ones among it, or outside.
     *
     * @param measure name of the measure
     * @param accepted thousandths of all accepted households
     * @param outside thousandths of those that no ward covers
     * @param histogram the histogram
     */
    public static void checkAccepted(String measure, long accepted, long outside, List<WardAnswer> histogram) {
        long inWards = histogram.stream()
                .filter(bar -> bar.measure().equals(measure))
                .mapToLong(WardAnswer::total)
                .sum();
        if (accepted != inWards + outside) {
            throw new ConservationException(
                    "accepted = in wards + unlocated in wards + outside",
                    measure,
                    Thousandths.toDecimal(accepted),
                    Thousandths.toDecimal(inWards) + " in wards and " + Thousandths.toDecimal(outside) + " outside");
        }
    }

    /** Every law that the figures alone can show. */
    public static void checkFigures(Assessment assessment) {
        checkOverlap(assessment);
        checkAny(assessment);
        checkAreas(assessment);
    }

    private record WardService(String ward, String service, String measure) {}

    private record Slice(String area, String service, String operator, String measure) {}

    private static void checkOverlap(Assessment assessment) {
        Map<WardService, Long> sums = new HashMap<>();
        Map<WardService, Long> unserved = new HashMap<>();
        for (WardOverlap row : assessment.overlaps()) {
            WardService key = new WardService(row.wardCode(), row.service(), row.measure());
            sums.merge(key, row.total(), Long::sum);
            if (row.networks() == 0) {
                unserved.put(key, row.total());
            }
        }
        for (WardCoverage row : assessment.wards()) {
            if (row.operator().equals(OperatorBook.ANY)) {
                WardService key = new WardService(row.wardCode(), row.service(), row.measure());
                require(
                        "the sum over n of ward_overlap = total",
                        key,
                        row.reach().total(),
                        sums.getOrDefault(key, -1L));
                require(
                        "what no network serves = total - served by ANY",
                        key,
                        row.reach().total() - row.reach().served(),
                        unserved.getOrDefault(key, -1L));
            }
        }
    }

    private static void checkAny(Assessment assessment) {
        Map<WardService, Long> any = new HashMap<>();
        for (WardCoverage row : assessment.wards()) {
            if (row.operator().equals(OperatorBook.ANY)) {
                any.put(
                        new WardService(row.wardCode(), row.service(), row.measure()),
                        row.reach().served());
            }
        }
        for (WardCoverage row : assessment.wards()) {
            long most = any.getOrDefault(new WardService(row.wardCode(), row.service(), row.measure()), -1L);
            if (row.reach().served() > most) {
                throw new ConservationException(
                        "ANY >= every operator",
                        row.toString(),
                        "at most " + most,
                        row.reach().served());
            }
        }
    }

    /** Each level of area_coverage sums to the wards: total, unlocated, served, served among the unlocated. */
    private static void checkAreas(Assessment assessment) {
        Map<Slice, long[]> wards = new HashMap<>();
        for (WardCoverage row : assessment.wards()) {
            add(wards, new Slice("", row.service(), row.operator(), row.measure()), row.reach());
        }
        Map<Slice, long[]> levels = new HashMap<>();
        for (AreaCoverage row : assessment.areas()) {
            add(levels, new Slice(row.level(), row.service(), row.operator(), row.measure()), row.reach());
        }
        levels.forEach((slice, sums) -> {
            long[] expected =
                    wards.getOrDefault(new Slice("", slice.service(), slice.operator(), slice.measure()), new long[4]);
            require("groups and study = sums of wards", slice, Arrays.toString(expected), Arrays.toString(sums));
        });
    }

    private static void add(Map<Slice, long[]> sums, Slice slice, Reach reach) {
        long[] sum = sums.computeIfAbsent(slice, s -> new long[4]);
        sum[0] += reach.total();
        sum[1] += reach.unlocated();
        sum[2] += reach.served();
        sum[3] += reach.servedUnlocated();
    }

    /**
     * The published histogram reproduces every ward figure, computed again straight from the definitions.
     *
     * @param assessment the figures
     * @param services definitions of the study
     * @param classes classes in the order of their ids
     * @param answers answers over these classes
     * @param histogram the histogram as published
     */
    public static void checkHistogram(
            Assessment assessment,
            List<ServiceDefinition> services,
            List<ClaimClass> classes,
            AnswerDictionary answers,
            List<WardAnswer> histogram) {
        Map<Slice, Integer> numbers = new HashMap<>();
        List<BitSet> ofClass = new ArrayList<>();
        for (ClaimClass claim : classes) {
            ofClass.add(servedBy(claim, services, numbers));
        }
        List<int[]> servedBy = new ArrayList<>();
        for (int a = 0; a < answers.size(); a++) {
            BitSet served = new BitSet();
            for (int id : answers.classIds(a)) {
                served.or(ofClass.get(id));
            }
            servedBy.add(served.stream().toArray());
        }
        // By ward and measure: total, unlocated, then served and served unlocated of each service and operator.
        Map<WardService, long[]> sums = new HashMap<>();
        for (WardAnswer bar : histogram) {
            long[] sum = sums.computeIfAbsent(
                    new WardService(bar.wardCode(), "", bar.measure()), k -> new long[2 + 2 * numbers.size()]);
            sum[0] += bar.total();
            sum[1] += bar.unlocated();
            for (int number : servedBy.get(bar.answerId())) {
                sum[2 + 2 * number] += bar.total();
                sum[3 + 2 * number] += bar.unlocated();
            }
        }
        long[] none = new long[2 + 2 * numbers.size()];
        for (WardCoverage row : assessment.wards()) {
            long[] sum = sums.getOrDefault(new WardService(row.wardCode(), "", row.measure()), none);
            Integer number = numbers.get(new Slice("", row.service(), row.operator(), ""));
            Reach expected = new Reach(
                    sum[0], sum[1], number == null ? 0 : sum[2 + 2 * number], number == null ? 0 : sum[3 + 2 * number]);
            require("ward_answer reproduces every figure", row, expected, row.reach());
        }
    }

    /** Numbers of the services that a class meets, for its operator and for any. */
    private static BitSet servedBy(ClaimClass claim, List<ServiceDefinition> services, Map<Slice, Integer> numbers) {
        BitSet served = new BitSet();
        for (ServiceDefinition service : services) {
            if (service.isMetBy(claim)) {
                for (String operator : List.of(claim.operator(), OperatorBook.ANY)) {
                    served.set(
                            numbers.computeIfAbsent(new Slice("", service.name(), operator, ""), s -> numbers.size()));
                }
            }
        }
        return served;
    }

    private static void require(String law, Object where, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new ConservationException(law, where.toString(), expected, found);
        }
    }
}
