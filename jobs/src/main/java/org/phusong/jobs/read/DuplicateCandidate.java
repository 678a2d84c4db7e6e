package org.phusong.jobs.read;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.phusong.geodata.claim.CodePointOrder;

/**
 * A row whose id may stand in another row too, with all that decides which of them is kept: located before unlocated, then the smallest
 * x, y, and then the other columns as text in the order of their names.
 *
 * @param householdId the id
 * @param located whether the row has a usable point
 * @param x as filed; 0 for an unlocated row
 * @param y as filed; 0 for an unlocated row
 * @param others every other column as text, empty where missing, by column name
 * @param file place among the input's files, from 0
 * @param path the file relative to the study file; decides between rows that are equal in all else
 * @param record row in that file, from 1
 */
record DuplicateCandidate(
        String householdId,
        boolean located,
        double x,
        double y,
        List<String> others,
        int file,
        String path,
        long record)
        implements Comparable<DuplicateCandidate>, Serializable {

    private static final Comparator<DuplicateCandidate> ORDER = Comparator.comparing(
                    (DuplicateCandidate c) -> !c.located())
            .thenComparingDouble(DuplicateCandidate::x)
            .thenComparingDouble(DuplicateCandidate::y)
            .thenComparing(DuplicateCandidate::others, DuplicateCandidate::compareTexts)
            .thenComparing(DuplicateCandidate::path, CodePointOrder.INSTANCE)
            .thenComparingLong(DuplicateCandidate::record);

    private static int compareTexts(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = CodePointOrder.INSTANCE.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Override
    public int compareTo(DuplicateCandidate other) {
        return ORDER.compare(this, other);
    }
}
