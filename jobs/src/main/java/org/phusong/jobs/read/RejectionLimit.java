package org.phusong.jobs.read;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.phusong.geodata.claim.CodePointOrder;

/** The share of an input's rows that may be rejected before a study is no longer worth computing. */
public final class RejectionLimit {

    /** Files that the message names; more are counted. */
    private static final int MAX_NAMED = 3;

    private RejectionLimit() {}

    /**
     * Holds every input against the limit: reaching it is accepted, passing it is not. Compared exactly, as decimals.
     *
     * @param tallies files of one input or of several; those of one input are held together
     * @param maxRejectedShare 0 to 1
     * @throws InputException when one passes it; it names the files with the most rejected rows
     */
    public static void check(List<InputTally> tallies, double maxRejectedShare) {
        Map<String, List<InputTally>> filesByRole = new LinkedHashMap<>();
        tallies.forEach(tally -> filesByRole
                .computeIfAbsent(tally.role(), r -> new ArrayList<>())
                .add(tally));
        filesByRole.forEach((role, files) -> check(role, files, BigDecimal.valueOf(maxRejectedShare)));
    }

    private static void check(String role, List<InputTally> files, BigDecimal limit) {
        long rows = files.stream().mapToLong(InputTally::read).sum();
        BigDecimal rejected = BigDecimal.valueOf(
                files.stream().mapToLong(InputTally::rejected).sum());
        if (rejected.compareTo(limit.multiply(BigDecimal.valueOf(rows))) > 0) {
            // Rounded up, so that a share above the limit never reads as equal to it.
            BigDecimal percent =
                    rejected.multiply(BigDecimal.valueOf(100)).divide(BigDecimal.valueOf(rows), 2, RoundingMode.UP);
            throw new InputException(
                    "Cannot use " + role + ": " + rejected + " of its " + rows + " rows were rejected, "
                            + percent.toPlainString() + " % (" + named(files)
                            + "), and limits.max_rejected_share of the study accepts "
                            + limit.movePointRight(2).stripTrailingZeros().toPlainString()
                            + " %; `check` lists what is wrong with them");
        }
    }

    private static String named(List<InputTally> files) {
        List<InputTally> worst = files.stream()
                .filter(file -> file.rejected() > 0)
                .sorted(Comparator.comparingLong(InputTally::rejected)
                        .reversed()
                        .thenComparing(InputTally::path, CodePointOrder.INSTANCE))
                .toList();
        int more = worst.size() - MAX_NAMED;
        return worst.stream()
                        .limit(MAX_NAMED)
                        .map(file -> file.rejected() + " in " + file.path())
                        .collect(Collectors.joining(", "))
                + (more > 0 ? " and others in " + more + (more == 1 ? " more file" : " more files") : "");
    }
}
