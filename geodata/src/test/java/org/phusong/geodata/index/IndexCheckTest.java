package org.phusong.geodata.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexCheckTest {

    private static CoverageIndex index() {
        Random random = new Random(1);
        CoverageIndexBuilder builder = new CoverageIndexBuilder(3, 30);
        for (int i = 0; i < 60; i++) {
            builder.addClaim(i % 30, Shapes.star(random, 105, 10, 0.02, 300));
        }
        for (int i = 0; i < 30; i++) {
            builder.addClaim(i, Shapes.sliver(new Random(3), 105, 10, 0.02));
        }
        return builder.build();
    }

    @Test
    void anIndexPassesAndAnswersAsBefore() {
        CoverageIndex index = index();
        CoverageIndex again = CoverageIndex.of(index.arrays());
        ProbePoints points = new ProbePoints(new Random(2), index, 10_000);
        int[] first = new int[10_000];
        int[] second = new int[10_000];
        index.lookup().answersAt(points.xs, points.ys, 10_000, first);
        again.lookup().answersAt(points.xs, points.ys, 10_000, second);
        assertThat(second).isEqualTo(first);
        assertThat(CoverageIndex.of(new CoverageIndexBuilder(0, 0).build().arrays())
                        .lookup()
                        .answerAt(0, 0))
                .isZero();
    }

    /** Whatever one number becomes, the arrays are refused, or every point has some answer. */
    @Test
    void oneWrongNumberNeverLeadsALookupAstray() {
        CoverageIndex index = index();
        ProbePoints points = new ProbePoints(new Random(2), index, 2_000);
        int[][] arrays = {index.root, index.nodes, index.leaves, index.leafEdges, index.answerWards};
        Random random = new Random(3);
        int refused = 0;
        for (int trial = 0; trial < 2_000; trial++) {
            int[] array = arrays[random.nextInt(arrays.length)];
            int at = random.nextInt(array.length);
            int right = array[at];
            array[at] = random.nextBoolean() ? right + random.nextInt(64) - 32 : random.nextInt();
            try {
                CoverageIndex.of(index.arrays()).lookup().answersAt(points.xs, points.ys, 2_000, new int[2_000]);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("Not a coverage index");
                refused++;
            }
            array[at] = right;
        }
        assertThat(refused).isBetween(500, 1_990);
    }

    @Test
    void truncatedArraysAreRefused() {
        IndexArrays a = index().arrays();
        int[] leaves = java.util.Arrays.copyOf(a.leaves(), a.leaves().length / 2);
        IndexArrays cut = new IndexArrays(
                a.originX(),
                a.originY(),
                a.rootExponent(),
                a.levels(),
                a.columns(),
                a.rows(),
                a.classCount(),
                a.wardCount(),
                a.root(),
                a.nodes(),
                leaves,
                a.leafEdges(),
                a.vertices(),
                a.answerWards(),
                a.answerClasses());
        assertThatThrownBy(() -> CoverageIndex.of(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Not a coverage index");
    }
}
