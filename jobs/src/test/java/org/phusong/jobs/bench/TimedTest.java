package org.phusong.jobs.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimedTest {

    @Test
    void sidesRunInTurnsAfterOneRunEachToWarmUp() throws Exception {
        List<String> done = new ArrayList<>();
        Timed<Boolean> ours = new Timed<>(() -> done.add("ours"));
        Timed<Boolean> peer = new Timed<>(() -> done.add("peer"));
        Timed.inTurns(2, List.of(ours, peer));
        assertThat(done).containsExactly("ours", "peer", "ours", "peer", "ours", "peer");
        assertThat(ours.runs()).isEqualTo(2);
        assertThat(peer.runs()).isEqualTo(2);
    }

    @Test
    void eachResultButTheLastIsClearedAwayBeforeTheNextRun() throws Exception {
        List<Integer> cleared = new ArrayList<>();
        int[] next = {0};
        Timed<Integer> side = new Timed<>(() -> next[0]++, cleared::add);
        Timed.inTurns(3, List.of(side));
        assertThat(cleared).containsExactly(0, 1, 2);
        assertThat(side.result()).isEqualTo(3);
    }

    @Test
    void whatHasNotRunHasNoResult() {
        assertThatThrownBy(new Timed<>(() -> 1)::result).isInstanceOf(IllegalStateException.class);
    }
}
