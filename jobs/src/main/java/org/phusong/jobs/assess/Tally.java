package org.phusong.jobs.assess;

/** Sums of one area: totals, what each service and operator reaches, and overlap, in thousandths. Not thread-safe. */
final class Tally {

    private final ServiceAnswers meaning;
    private final int measures;
    private final long[] total;
    private final long[] unlocated;
    private final long[] served;
    private final long[] servedUnlocated;
    private final long[] overlap;

    Tally(ServiceAnswers meaning, int measures) {
        this.meaning = meaning;
        this.measures = measures;
        int slots = meaning.services().size() * meaning.operators().size();
        this.total = new long[measures];
        this.unlocated = new long[measures];
        this.served = new long[slots * measures];
        this.servedUnlocated = new long[slots * measures];
        this.overlap = new long[meaning.services().size() * (meaning.networkCount() + 1) * measures];
    }

    void add(int answerId, int measure, long amount, long amountUnlocated) {
        // No other sum passes this one, so it alone can overflow.
        total[measure] = Math.addExact(total[measure], amount);
        unlocated[measure] += amountUnlocated;
        for (int slot : meaning.slots(answerId)) {
            served[slot * measures + measure] += amount;
            servedUnlocated[slot * measures + measure] += amountUnlocated;
        }
        for (int s = 0; s < meaning.services().size(); s++) {
            overlap[overlapIndex(s, meaning.networks(answerId, s), measure)] += amount;
        }
    }

    void add(Tally other) {
        for (int m = 0; m < measures; m++) {
            total[m] = Math.addExact(total[m], other.total[m]);
        }
        addTo(unlocated, other.unlocated);
        addTo(served, other.served);
        addTo(servedUnlocated, other.servedUnlocated);
        addTo(overlap, other.overlap);
    }

    private static void addTo(long[] sums, long[] amounts) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += amounts[i];
        }
    }

    Reach reach(int service, int operator, int measure) {
        int i = (service * meaning.operators().size() + operator) * measures + measure;
        return new Reach(total[measure], unlocated[measure], served[i], servedUnlocated[i]);
    }

    long overlap(int service, int networks, int measure) {
        return overlap[overlapIndex(service, networks, measure)];
    }

    private int overlapIndex(int service, int networks, int measure) {
        return (service * (meaning.networkCount() + 1) + networks) * measures + measure;
    }
}
