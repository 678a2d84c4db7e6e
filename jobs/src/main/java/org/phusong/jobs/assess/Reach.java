package org.phusong.jobs.assess;

import org.jspecify.annotations.Nullable;
import org.phusong.geodata.place.Thousandths;

/**
 * How far a service reaches into one measure of one area: exact amounts in thousandths.
 *
 * @param total all of the area, the unlocated included
 * @param unlocated the part without a usable point
 * @param served the part that is served, unlocated ones that a list serves included
 * @param servedUnlocated the part that is both unlocated and served
 */
public record Reach(long total, long unlocated, long served, long servedUnlocated) {

    public Reach {
        if (servedUnlocated < 0
                || servedUnlocated > Math.min(unlocated, served)
                || Math.max(unlocated, served) > total
                || served - servedUnlocated > total - unlocated) {
            throw new IllegalArgumentException("Parts pass their whole: total " + total + ", unlocated " + unlocated
                    + ", served " + served + ", of these unlocated " + servedUnlocated + " (thousandths)");
        }
    }

    /** What would be served if every unlocated household were: those served, and the unlocated that no list serves; thousandths. */
    public long servedAtMost() {
        return served + unlocated - servedUnlocated;
    }

    /** Served part of the total, 0 to 1; null when there is no total. */
    public @Nullable Double share() {
        return total == 0 ? null : (double) served / total;
    }

    /** The share if every unlocated household were served, 0 to 1; null when there is no total. */
    public @Nullable Double shareHigh() {
        return total == 0 ? null : (double) servedAtMost() / total;
    }

    /** The total in units of the measure. */
    public double totalUnits() {
        return Thousandths.toDouble(total);
    }

    /** The unlocated part in units of the measure. */
    public double unlocatedUnits() {
        return Thousandths.toDouble(unlocated);
    }

    /** The served part in units of the measure. */
    public double servedUnits() {
        return Thousandths.toDouble(served);
    }
}
