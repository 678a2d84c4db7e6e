package org.phusong.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WardLayerCountsTest {

    @Test
    void eachCellThatDiffersIsCounted() {
        WardLayerCounts ours = new WardLayerCounts(2, 3);
        ours.add(0, 0b101, 4);
        ours.add(1, 0, 2);
        ours.add(-1, 0b010, 1);
        WardLayerCounts same = new WardLayerCounts(2, 3);
        same.add(1, 0, 2);
        same.add(0, 0b101, 3);
        same.add(0, 0b101, 1);
        same.add(-1, 0b010, 1);
        assertThat(ours.mismatches(same)).isZero();
        assertThat(ours.total()).isEqualTo(7);

        // One household of ward 0 in layer 1 instead of 0: two cells.
        WardLayerCounts other = new WardLayerCounts(2, 3);
        other.add(0, 0b101, 3);
        other.add(0, 0b110, 1);
        other.add(1, 0, 2);
        other.add(-1, 0b010, 1);
        assertThat(ours.mismatches(other)).isEqualTo(2);
    }

    @Test
    void householdsThatAPeerDoesNotMentionAreOutsideAndReachedByNone() {
        WardLayerCounts all = new WardLayerCounts(1, 1);
        all.add(0, 1, 3);
        all.add(-1, 0, 2);
        WardLayerCounts joined = new WardLayerCounts(1, 1);
        joined.add(0, 1, 3);
        joined.fillUp(5);
        assertThat(all.mismatches(joined)).isZero();
    }

    @Test
    void countsOfAnotherWorkloadAreNotCompared() {
        assertThatThrownBy(() -> new WardLayerCounts(1, 2).mismatches(new WardLayerCounts(2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
