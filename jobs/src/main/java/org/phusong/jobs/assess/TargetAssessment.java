package org.phusong.jobs.assess;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.phusong.jobs.study.Target;

/**
 * One area held against one target, compared exactly.
 *
 * @param level {@code ward}, {@code study} or the name of a group
 * @param code as in {@link AreaCoverage}, or the ward's
 * @param name what people read
 * @param target what must be reached
 * @param reach the amounts for any operator
 * @param status the verdict
 * @param binding true at the levels in the target's scope
 * @param shortfall the least whole number of units of the measure that must be served besides to pass; 0 when met, null when not
 *     assessable
 */
public record TargetAssessment(
        String level,
        String code,
        String name,
        Target target,
        Reach reach,
        TargetStatus status,
        boolean binding,
        @Nullable Long shortfall) {

    /**
     * Holds an area against a target.
     *
     * @param asOf the date the figures hold for
     * @param submissionMissing true when an operator that had to file for the service has not
     */
    static TargetAssessment of(
            String level,
            String code,
            String name,
            Target target,
            Reach reach,
            LocalDate asOf,
            boolean submissionMissing) {
        boolean binding = switch (target.scope()) {
            case WARD -> level.equals(AreaCoverage.WARD);
            case STUDY -> level.equals(AreaCoverage.STUDY);
            case BOTH -> level.equals(AreaCoverage.WARD) || level.equals(AreaCoverage.STUDY);
        };
        return new TargetAssessment(
                level,
                code,
                name,
                target,
                reach,
                status(target, reach, asOf, submissionMissing),
                binding,
                shortfall(target, reach));
    }

    private static TargetStatus status(Target target, Reach reach, LocalDate asOf, boolean submissionMissing) {
        if (reach.total() == 0) {
            return TargetStatus.NOT_ASSESSABLE;
        }
        if (passes(target, reach.served(), reach.total())) {
            return TargetStatus.MET;
        }
        if (submissionMissing || passes(target, reach.servedAtMost(), reach.total())) {
            return TargetStatus.UNDECIDED;
        }
        return asOf.isBefore(target.by()) ? TargetStatus.PENDING : TargetStatus.MISSED;
    }

    private static boolean passes(Target target, long served, long total) {
        int comparison = BigDecimal.valueOf(served).compareTo(needed(target, total));
        return target.test() == Target.Test.OVER ? comparison > 0 : comparison >= 0;
    }

    /** The thousandths at the target's share, exactly. */
    private static BigDecimal needed(Target target, long total) {
        return target.share().multiply(BigDecimal.valueOf(total));
    }

    private static @Nullable Long shortfall(Target target, Reach reach) {
        if (reach.total() == 0) {
            return null;
        }
        if (passes(target, reach.served(), reach.total())) {
            return 0L;
        }
        BigDecimal missing = needed(target, reach.total())
                .subtract(BigDecimal.valueOf(reach.served()))
                .movePointLeft(3);
        return target.test() == Target.Test.OVER
                // To pass a whole number it takes one more.
                ? missing.setScale(0, RoundingMode.FLOOR).longValueExact() + 1
                : missing.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
