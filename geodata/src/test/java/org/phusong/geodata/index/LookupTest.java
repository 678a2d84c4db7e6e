package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LookupTest {

    /** One id for one answer, dense from 0, through every growth of the table; what goes in comes out. */
    @Test
    void idsOfAnswersAreDenseAndStable() {
        Lookup lookup = new CoverageIndexBuilder(50, 130).build().lookup();
        Random random = new Random(1);
        Map<List<Long>, Integer> known = new HashMap<>();
        int nothing = lookup.answerAt(0, 0);
        known.put(List.of(-1L, 0L, 0L, 0L), nothing);
        long[] classes = new long[3];
        for (int i = 0; i < 5000; i++) {
            int ward = random.nextInt(51) - 1;
            for (int word = 0; word < 3; word++) {
                classes[word] = random.nextInt(4);
            }
            List<Long> key = LongStream.concat(LongStream.of(ward), LongStream.of(classes))
                    .boxed()
                    .toList();
            int next = known.size();
            int id = lookup.answerOf(ward, classes);
            assertThat(id).isEqualTo(known.computeIfAbsent(key, k -> next));
        }
        assertThat(lookup.answerCount()).isEqualTo(known.size());
        known.forEach((key, id) -> {
            lookup.classesOf(id, classes);
            assertThat(LongStream.concat(LongStream.of(lookup.wardOf(id)), LongStream.of(classes))
                            .boxed())
                    .isEqualTo(key);
        });
    }

    /** A batch gives each point the answer that it has alone, whatever the order; only the first {@code count} are touched. */
    @Test
    void aBatchAnswersLikeSinglePoints() {
        Random random = new Random(2);
        SlowTwin place = new SlowTwin();
        for (int i = 0; i < 40; i++) {
            place.addClaim(i % 5, Shapes.star(random, 105, 10, 1, 60));
        }
        Lookup lookup = place.index(5).lookup();
        int count = 50_000;
        double[] xs = new double[count + 1];
        double[] ys = new double[count + 1];
        for (int i = 0; i < count; i++) {
            xs[i] = i % 1000 == 0 ? Double.NaN : 104.5 + 2 * random.nextDouble();
            ys[i] = 9.5 + 2 * random.nextDouble();
        }
        int[] answers = new int[count + 1];
        answers[count] = -7;
        lookup.answersAt(xs, ys, count, answers);
        int[] single = new int[count + 1];
        single[count] = -7;
        for (int i = 0; i < count; i++) {
            single[i] = lookup.answerAt(xs[i], ys[i]);
        }
        assertThat(answers).isEqualTo(single);
        assertThat(lookup.answerCount()).isGreaterThan(10);
    }
}
