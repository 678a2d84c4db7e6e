package org.phusong.geodata.place;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * Exact arithmetic of measures: non-negative decimals of at most three places, held as whole thousandths.
 *
 * <p>Sums of thousandths do not depend on their order, which sums of doubles do.
 */
public final class Thousandths {

    /** The largest measure of one record, in thousandths: below it every value is exact in a double. */
    public static final long MAX = (1L << 53) - 1;

    private Thousandths() {}

    /** The thousandths of a decimal; empty when it is negative, finer than three places or above {@link #MAX}. */
    public static OptionalLong of(BigDecimal value) {
        if (value.signum() == 0) {
            return OptionalLong.of(0);
        }
        BigDecimal plain = value.stripTrailingZeros();
        // The precision bound also keeps 1e999999999 from being expanded.
        if (value.signum() < 0 || plain.scale() > 3 || plain.precision() - plain.scale() > 16) {
            return OptionalLong.empty();
        }
        BigDecimal thousandths = plain.movePointRight(3);
        return thousandths.compareTo(BigDecimal.valueOf(MAX)) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(thousandths.longValueExact());
    }

    /** The double nearest to the measure. */
    public static double toDouble(long thousandths) {
        return thousandths / 1000.0;
    }

    /** The exact decimal. */
    public static BigDecimal toDecimal(long thousandths) {
        return BigDecimal.valueOf(thousandths, 3);
    }
}
