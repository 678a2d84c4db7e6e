package org.phusong.geodata.index;

import java.util.Random;

/** Points where an index could be wrong: on vertices and edges, one bit beside them, on grid lines, repeated, outside, and anywhere. */
final class ProbePoints {

    final double[] xs;
    final double[] ys;

    ProbePoints(Random random, CoverageIndex index, int count) {
        xs = new double[count];
        ys = new double[count];
        Grid grid = index.grid;
        double[] v = index.vertices;
        double finest = grid.finestSize();
        for (int i = 0; i < count; i++) {
            int e = 2 * random.nextInt(index.vertexCount() - 1);
            double t = random.nextDouble();
            double onX = v[e] + t * (v[e + 2] - v[e]);
            double onY = v[e + 1] + t * (v[e + 3] - v[e + 1]);
            double lineX = grid.originX() + Math.rint((v[e] - grid.originX()) / finest) * finest;
            double lineY = grid.originY() + Math.rint((v[e + 1] - grid.originY()) / finest) * finest;
            switch (i % 16) {
                case 0 -> set(i, v[e], v[e + 1]);
                case 1 -> set(i, Math.nextUp(v[e]), v[e + 1]);
                case 2 -> set(i, v[e], Math.nextDown(v[e + 1]));
                case 3 -> set(i, (v[e] + v[e + 2]) / 2, (v[e + 1] + v[e + 3]) / 2);
                case 4 -> set(i, onX, onY);
                case 5 -> set(i, onX, Math.nextUp(onY));
                case 6 -> set(i, lineX, onY);
                case 7 -> set(i, Math.nextDown(lineX), onY);
                case 8 -> set(i, onX, lineY);
                case 9 -> set(i, onX, Math.nextDown(lineY));
                case 10 -> set(i, lineX, lineY);
                case 11 -> set(i, onX + (random.nextDouble() - 0.5) * finest, v[e + 1]);
                case 12 -> set(i, v[e], onY + (random.nextDouble() - 0.5) * finest);
                case 13 -> set(i, xs[random.nextInt(i)], ys[random.nextInt(i)]);
                default -> {
                    double width = grid.columns() * grid.rootSize();
                    double height = grid.rows() * grid.rootSize();
                    set(
                            i,
                            grid.originX() + (random.nextDouble() * 1.2 - 0.1) * width,
                            grid.originY() + (random.nextDouble() * 1.2 - 0.1) * height);
                }
            }
        }
    }

    private void set(int i, double x, double y) {
        xs[i] = x;
        ys[i] = y;
    }
}
