package org.phusong.jobs.study;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A share of a measure that a service must reach.
 *
 * @param service key of a service of the study
 * @param measure name of a measure of the study
 * @param share 0 to 1, exactly as written
 * @param test how the share is compared
 * @param scope the levels that the target binds
 * @param by the day it falls due
 * @param source who set it; null where not told
 */
public record Target(
        String service,
        String measure,
        BigDecimal share,
        Test test,
        Scope scope,
        LocalDate by,
        @Nullable String source) {

    public Target {
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("A target's share is 0 to 1, not " + share);
        }
    }

    /** How a share is compared with the target, exactly. */
    public enum Test {
        /** Greater than. */
        OVER,
        /** Greater or equal. */
        AT_LEAST
    }

    /** The levels that a target binds. */
    public enum Scope {
        WARD,
        STUDY,
        BOTH
    }
}
