package org.phusong.jobs.assess;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How shares are shown to people: with two decimals of a percent, rounded down.
 *
 * <p>Down is the failing side: a share below a target never shows as the target, and 100 % shows only when all are served. 94.996 % shows
 * as 94.99 %. Tables hold the share unrounded.
 */
public final class ShareText {

    /** What stands beside figures that were rounded this way. */
    public static final String EXPLANATION = "shares are rounded down";

    private static final int DECIMALS = 4;

    private ShareText() {}

    /** The share with four decimals, such as {@code 0.9499}; empty when there is no total. */
    public static String decimal(long served, long total) {
        return total == 0 ? "" : rounded(served, total).toPlainString();
    }

    /** The share as a percentage with two decimals, such as {@code 94.99 %}; {@code –} when there is no total. */
    public static String percent(long served, long total) {
        return total == 0 ? "–" : rounded(served, total).movePointRight(2).toPlainString() + " %";
    }

    private static BigDecimal rounded(long served, long total) {
        return BigDecimal.valueOf(served).divide(BigDecimal.valueOf(total), DECIMALS, RoundingMode.FLOOR);
    }
}
