package org.phusong.jobs.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The share of an input's rows that may be rejected before a study is no longer worth computing. */
public final class RejectionLimit {

    private RejectionLimit() {}

    /**
     * Holds every input against the limit; an input may be several files.
     *
     * @param tallies files of one input or of several
     * @param maxRejectedShare 0 to 1
     * @throws InputException when one passes it
     */
    public static void check(List<InputTally> tallies, double maxRejectedShare) {
        Map<String, long[]> rowsAndRejectedByRole = new LinkedHashMap<>();
        for (InputTally tally : tallies) {
            long[] sums = rowsAndRejectedByRole.computeIfAbsent(tally.role(), r -> new long[2]);
            sums[0] += tally.read();
            sums[1] += tally.rejected();
        }
        rowsAndRejectedByRole.forEach((role, sums) -> check(role, sums[0], sums[1], maxRejectedShare));
    }

    /**
     * Holds one input against the limit: reaching it is accepted, passing it is not. Compared exactly, as decimals.
     *
     * @param role the input, such as {@code coverage[0]}
     * @param rows rows read
     * @param rejected rows rejected
     * @param maxRejectedShare 0 to 1
     * @throws InputException when {@code rejected / rows} is above {@code maxRejectedShare}
     */
    public static void check(String role, long rows, long rejected, double maxRejectedShare) {
        BigDecimal limit = BigDecimal.valueOf(maxRejectedShare);
        if (BigDecimal.valueOf(rejected).compareTo(limit.multiply(BigDecimal.valueOf(rows))) > 0) {
            // Rounded up, so that a share above the limit never reads as equal to it.
            BigDecimal percent = BigDecimal.valueOf(rejected)
                    .multiply(BigDecimal.valueOf(100))
                    .divide(BigDecimal.valueOf(rows), 2, RoundingMode.UP);
            throw new InputException(
                    "Cannot use " + role + ": " + rejected + " of its " + rows + " rows were rejected, "
                            + percent.toPlainString() + " %, and limits.max_rejected_share of the study accepts "
                            + limit.movePointRight(2).stripTrailingZeros().toPlainString()
                            + " %; `check` lists what is wrong with them");
        }
    }
}
