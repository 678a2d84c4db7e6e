package org.phusong.jobs.cover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.phusong.geodata.place.Household;
import org.phusong.jobs.read.HouseholdOutcome;

/** The pass of one task: every household to (ward, answer), counted while passing. */
final class HouseholdPass {

    private final TaskCount count;
    private final HouseholdAnswer finder;
    private final AnswerInterner answers;
    private final Map<Place, Integer> places = new HashMap<>();
    private final List<Place> placeList = new ArrayList<>();
    // (place, answer) packed into a long, to the bar's thousandths.
    private final Map<Long, long[]> bars = new HashMap<>();

    HouseholdPass(CoverageModel model, int measures) {
        this.count = new TaskCount(measures);
        this.finder = new HouseholdAnswer(model);
        this.answers = new AnswerInterner(model.index().words());
    }

    /** Passes over all rows. */
    TaskCount over(Iterator<HouseholdOutcome> outcomes) {
        while (outcomes.hasNext()) {
            HouseholdOutcome outcome = outcomes.next();
            count.count(outcome);
            if (outcome instanceof HouseholdOutcome.Accepted accepted) {
                Household household = accepted.household();
                finder.find(household);
                if (finder.ward() < 0) {
                    count.countOutside();
                }
                int place = places.computeIfAbsent(new Place(finder.ward(), household.groups()), p -> {
                    placeList.add(p);
                    return placeList.size() - 1;
                });
                long key = (long) place << 32 | answers.idOf(finder.answer());
                count.count(household, bars.computeIfAbsent(key, k -> count.newBar()));
            }
        }
        bars.forEach((key, thousandths) -> {
            Place place = placeList.get((int) (key >>> 32));
            List<Integer> classIds = Arrays.stream(answers.classIds((int) (key & 0xFFFFFFFFL)))
                    .boxed()
                    .toList();
            count.add(new Bar(place.ward(), place.groups(), classIds), thousandths);
        });
        count.addListed(finder.listed());
        return count;
    }

    private record Place(int ward, List<String> groups) {}
}
