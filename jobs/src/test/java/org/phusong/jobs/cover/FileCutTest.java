package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FileCutTest {

    /** 40 + 50 rows fit into 100, 20 more do not; 120 rows of one prefix are one file, for a prefix is never cut. */
    @Test
    void cutsGreedilyAtPrefixes() {
        TreeMap<Long, Long> rows = new TreeMap<>();
        rows.put(3L, 40L);
        rows.put(5L, 50L);
        rows.put(9L, 20L);
        rows.put(11L, 120L);
        FileCut cut = new FileCut(rows, 30, 100);

        assertThat(cut.files()).isEqualTo(4);
        assertThat(cut.fileOf(3)).isZero();
        assertThat(cut.fileOf(5)).isZero();
        assertThat(cut.fileOf(9)).isEqualTo(1);
        assertThat(cut.fileOf(11)).isEqualTo(2);
        assertThat(cut.fileOf(FileCut.UNLOCATED)).isEqualTo(3);
        assertThat(new long[] {cut.rows(0), cut.rows(1), cut.rows(2), cut.rows(3)})
                .containsExactly(90, 20, 120, 30);
    }

    @Test
    void theUnlocatedFollowWhereThereIsRoom() {
        TreeMap<Long, Long> rows = new TreeMap<>();
        rows.put(3L, 40L);
        FileCut cut = new FileCut(rows, 30, 100);
        assertThat(cut.files()).isEqualTo(1);
        assertThat(cut.fileOf(FileCut.UNLOCATED)).isZero();
        assertThat(cut.rows(0)).isEqualTo(70);
    }

    @Test
    void aStudyOfUnlocatedHouseholdsOnlyHasOneFile() {
        FileCut cut = new FileCut(new TreeMap<>(), 30, 100);
        assertThat(cut.files()).isEqualTo(1);
        assertThat(cut.fileOf(FileCut.UNLOCATED)).isZero();
        assertThat(new FileCut(new TreeMap<>(), 0, 100).files()).isZero();
    }
}
