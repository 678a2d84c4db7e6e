package org.phusong.geodata.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ApportionmentTest {

    @Test
    void theLargestRemaindersGetWhatIsLeft() {
        // Quotas of 10 by 1 : 2 : 3 are 1.67, 3.33 and 5: the first has the largest remainder.
        assertThat(Apportionment.byLargestRemainder(10, new double[] {1, 2, 3})).containsExactly(2, 3, 5);
        // Equal remainders of 2/3: in order.
        assertThat(Apportionment.byLargestRemainder(2, new double[] {1, 1, 1})).containsExactly(1, 1, 0);
    }

    @Test
    void runningSumsSpreadFewOverMany() {
        // Running sums of 2 over 5 equal weights are 0.4, 0.8, 1.2, 1.6 and 2, rounded 0, 1, 1, 2 and 2.
        assertThat(Apportionment.byRunningSum(2, new double[] {1, 1, 1, 1, 1})).containsExactly(0, 1, 0, 1, 0);
    }

    @Property
    void partsSumToTheTotalAndNothingGoesToNoWeight(
            @ForAll @LongRange(min = 0, max = 30_000_000) long total,
            @ForAll @Size(min = 1, max = 30) double[] weights) {
        double[] some = Arrays.stream(weights).map(w -> Math.abs(w) % 1e6).toArray();
        some[0] += 1;
        for (long[] parts :
                new long[][] {Apportionment.byLargestRemainder(total, some), Apportionment.byRunningSum(total, some)}) {
            assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
            for (int i = 0; i < parts.length; i++) {
                assertThat(parts[i]).isGreaterThanOrEqualTo(0);
                assertThat(some[i] > 0 || parts[i] == 0).isTrue();
            }
        }
    }
}
