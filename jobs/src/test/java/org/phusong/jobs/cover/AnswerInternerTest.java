package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswerInternerTest {

    /** The twin is a map of lists. */
    @Test
    void numbersAnswersInTheOrderOfArrival() {
        Random random = new Random(7);
        AnswerInterner interner = new AnswerInterner(3);
        Map<List<Long>, Integer> twin = new HashMap<>();
        List<long[]> met = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            long[] answer = {1L << random.nextInt(12), random.nextInt(30), -1L >>> random.nextInt(20)};
            List<Long> key = List.of(answer[0], answer[1], answer[2]);
            Integer known = twin.get(key);
            if (known == null) {
                known = twin.size();
                twin.put(key, known);
                met.add(answer.clone());
            }
            assertThat(interner.idOf(answer)).isEqualTo(known);
        }
        assertThat(interner.count()).isEqualTo(twin.size()).isGreaterThan(5000);
        for (int id = 0; id < met.size(); id++) {
            assertThat(interner.classIds(id)).isEqualTo(AnswerInterner.classIds(met.get(id)));
        }
    }

    @Test
    void classIdsAscendOverWords() {
        assertThat(AnswerInterner.classIds(new long[] {1L << 63 | 1, 0, 1L << 1}))
                .isEqualTo(new int[] {0, 63, 129});
    }

    @Test
    void aStudyWithoutClassesHasOneAnswer() {
        AnswerInterner interner = new AnswerInterner(0);
        assertThat(interner.idOf(new long[0])).isZero();
        assertThat(interner.idOf(new long[0])).isZero();
        assertThat(Arrays.toString(interner.classIds(0))).isEqualTo("[]");
    }
}
