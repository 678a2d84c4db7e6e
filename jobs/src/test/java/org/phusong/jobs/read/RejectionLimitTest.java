package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionLimitTest {

    private static InputTally file(String path, long read, long rejected) {
        return new InputTally("coverage[0]", path, 1, "", "CSV", "", 0, read, read - rejected, 0, rejected);
    }

    @Test
    void aShareEqualToTheLimitIsAccepted() {
        // 3 of 300 is 0.01 exactly, although 0.01 has no exact double.
        assertThatCode(() -> RejectionLimit.check(List.of(file("a.csv", 300, 3)), 0.01))
                .doesNotThrowAnyException();
        assertThatCode(() -> RejectionLimit.check(List.of(file("a.csv", 0, 0)), 0))
                .doesNotThrowAnyException();
        assertThatCode(() -> RejectionLimit.check(List.of(file("a.csv", 5, 5)), 1))
                .doesNotThrowAnyException();
    }

    @Test
    void aShareAboveTheLimitEndsTheRunAndNamesTheFile() {
        // 4 / 300 is 1.333... %, rounded up.
        assertThatThrownBy(() -> RejectionLimit.check(List.of(file("a.csv", 300, 4)), 0.01))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot use coverage[0]: 4 of its 300 rows were rejected, 1.34 % (4 in a.csv), and"
                        + " limits.max_rejected_share of the study accepts 1 %; `check` lists what is wrong with them");
    }

    @Test
    void theThreeFilesWithTheMostRejectedRowsAreNamed() {
        List<InputTally> files = List.of(
                file("a.csv", 10, 0),
                file("b.csv", 10, 1),
                file("d.csv", 10, 2),
                file("c.csv", 10, 2),
                file("e.csv", 10, 9));
        assertThatThrownBy(() -> RejectionLimit.check(files, 0))
                .hasMessageContaining(
                        "14 of its 50 rows were rejected, 28.00 % (9 in e.csv, 2 in c.csv, 2 in d.csv and others in 1 more file)");
    }

    @Test
    void theFilesOfOneInputAreHeldTogether() {
        // Alone b.csv has 2 of 10 rejected; with a.csv it is 2 of 200, the limit.
        InputTally a = file("a.csv", 190, 0);
        InputTally b = file("b.csv", 10, 2);
        assertThatCode(() -> RejectionLimit.check(List.of(a, b), 0.01)).doesNotThrowAnyException();
        assertThatThrownBy(() -> RejectionLimit.check(List.of(b), 0.01)).isInstanceOf(InputException.class);
    }
}
