package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionLimitTest {

    @Test
    void aShareEqualToTheLimitIsAccepted() {
        // 3 of 300 is 0.01 exactly, although 0.01 has no exact double.
        assertThatCode(() -> RejectionLimit.check("coverage[0]", 300, 3, 0.01)).doesNotThrowAnyException();
        assertThatCode(() -> RejectionLimit.check("coverage[0]", 0, 0, 0)).doesNotThrowAnyException();
        assertThatCode(() -> RejectionLimit.check("coverage[0]", 5, 5, 1)).doesNotThrowAnyException();
    }

    @Test
    void aShareAboveTheLimitEndsTheRun() {
        assertThatThrownBy(() -> RejectionLimit.check("coverage[0]", 300, 4, 0.01))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot use coverage[0]: 4 of its 300 rows were rejected, 1.34 %, and"
                        + " limits.max_rejected_share of the study accepts 1 %; `check` lists what is wrong with them");
    }

    @Test
    void theFilesOfOneInputAreHeldTogether() {
        // Alone b.csv has 2 of 10 rejected; with a.csv it is 2 of 200, the limit.
        InputTally a = new InputTally("coverage[0]", "a.csv", 1, "", "CSV", "", 0, 190, 190, 0, 0);
        InputTally b = new InputTally("coverage[0]", "b.csv", 1, "", "CSV", "", 0, 10, 8, 0, 2);
        assertThatCode(() -> RejectionLimit.check(List.of(a, b), 0.01)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RejectionLimit.check(List.of(b), 0.01)).isInstanceOf(InputException.class);
    }
}
