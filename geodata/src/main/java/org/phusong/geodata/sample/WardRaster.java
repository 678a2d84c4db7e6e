package org.phusong.geodata.sample;

import java.util.Arrays;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryComponentFilter;
import org.locationtech.jts.geom.LineString;
import org.phusong.geodata.place.Ward;

/**
 * Which ward the centre of every pixel is in, and how many people a pixel is good for. Immutable once built.
 *
 * <p>By scan lines: a row's crossings with a ward's edges, sorted, are the ends of its runs.
 */
final class WardRaster {

    private final SampleRegion region;
    private final PixelGrid grid;
    private final int[] wards;
    private final int[] pixelsOfWard;

    WardRaster(SampleRegion region, PixelGrid grid) {
        this.region = region;
        this.grid = grid;
        wards = new int[grid.size()];
        Arrays.fill(wards, -1);
        List<Ward> list = region.wards();
        pixelsOfWard = new int[list.size()];
        for (int ward = 0; ward < list.size(); ward++) {
            fill(ward, list.get(ward).geometry());
        }
    }

    PixelGrid grid() {
        return grid;
    }

    SampleRegion region() {
        return region;
    }

    /** Index of the ward at the centre of a pixel; -1 where there is none. */
    int ward(int pixel) {
        return wards[pixel];
    }

    /** Number of pixels of a ward. */
    int pixelsOf(int ward) {
        return pixelsOfWard[ward];
    }

    /** The centre of a pixel. */
    Coordinate centre(int pixel) {
        return grid.place(grid.column(pixel) + 0.5, grid.row(pixel) + 0.5);
    }

    /**
     * How urban each ward is: people a pixel against the mean of all, 0 (empty) by 0.5 (mean) towards 1 (crowded).
     */
    double[] urbanity() {
        double[] weights = region.weightArray();
        double mean = Arrays.stream(weights).sum()
                / Math.max(1, Arrays.stream(pixelsOfWard).sum());
        double[] urbanity = new double[weights.length];
        for (int ward = 0; ward < weights.length; ward++) {
            double here = weights[ward] / Math.max(1, pixelsOfWard[ward]);
            urbanity[ward] = here / (here + mean);
        }
        return urbanity;
    }

    private void fill(int ward, Geometry geometry) {
        Crossings crossings = new Crossings(grid.rows());
        geometry.apply((GeometryComponentFilter) part -> {
            if (part instanceof LineString ring) {
                addRing(ring, crossings);
            }
        });
        for (int row = 0; row < grid.rows(); row++) {
            double[] ends = crossings.sorted(row);
            for (int i = 0; i + 1 < ends.length; i += 2) {
                int from = Math.max(0, (int) Math.ceil(ends[i] - 0.5));
                int until = Math.min(grid.columns(), (int) Math.ceil(ends[i + 1] - 0.5));
                for (int column = from; column < until; column++) {
                    int pixel = row * grid.columns() + column;
                    // Where wards overlap the first keeps the pixel.
                    if (wards[pixel] < 0) {
                        wards[pixel] = ward;
                        pixelsOfWard[ward]++;
                    }
                }
            }
        }
    }

    private void addRing(LineString ring, Crossings crossings) {
        Coordinate before = null;
        for (Coordinate vertex : ring.getCoordinates()) {
            Coordinate now = grid.pixel(vertex.x, vertex.y);
            if (before != null) {
                Coordinate low = before.y <= now.y ? before : now;
                Coordinate high = before.y <= now.y ? now : before;
                int from = Math.max(0, (int) Math.ceil(low.y - 0.5));
                int until = Math.min(grid.rows(), (int) Math.ceil(high.y - 0.5));
                for (int row = from; row < until; row++) {
                    double t = (row + 0.5 - low.y) / (high.y - low.y);
                    crossings.add(row, low.x + t * (high.x - low.x));
                }
            }
            before = now;
        }
    }

    /** Growing lists of crossings by row. */
    private static final class Crossings {
        private static final double[] NONE = {};
        private final double[][] values;
        private final int[] sizes;

        Crossings(int rows) {
            values = new double[rows][];
            Arrays.fill(values, NONE);
            sizes = new int[rows];
        }

        void add(int row, double x) {
            if (sizes[row] == values[row].length) {
                values[row] = Arrays.copyOf(values[row], Math.max(8, 2 * sizes[row]));
            }
            values[row][sizes[row]++] = x;
        }

        double[] sorted(int row) {
            double[] sorted = Arrays.copyOf(values[row], sizes[row]);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
