package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Some pixels of a grid, and the polygons with holes that they make up. Not thread-safe.
 *
 * <p>Pixels that touch at a corner only would make rings that touch themselves; {@link #polygons()} first fills such corners, so that
 * every vertex lies on one ring and passes it once: valid polygons by construction.
 */
public final class PixelMask {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    // East, north, west, south: the interior is on the left.
    private static final int[] STEP_X = {1, 0, -1, 0};
    private static final int[] STEP_Y = {0, 1, 0, -1};
    // The pixels ahead to the left and to the right of a vertex, relative to it, by direction.
    private static final int[] LEFT_X = {0, -1, -1, 0};
    private static final int[] LEFT_Y = {0, 0, -1, -1};
    private static final int[] RIGHT_X = {0, 0, -1, -1};
    private static final int[] RIGHT_Y = {-1, 0, 0, -1};

    private final PixelGrid grid;
    private final BitSet pixels;

    /**
     * Some pixels of a grid.
     *
     * @param grid where the pixels lie
     * @param pixels their indices; kept, and added to where two touch at a corner only
     */
    @SuppressWarnings("EI_EXPOSE_REP2") // handed over
    public PixelMask(PixelGrid grid, BitSet pixels) {
        this.grid = grid;
        this.pixels = pixels;
    }

    /** One polygon a connected piece, in the order of their lowest pixels. */
    public List<Polygon> polygons() {
        fillCorners();
        int[] piece = pieces();
        List<List<Coordinate[]>> holes = new ArrayList<>();
        List<Coordinate[]> shells = new ArrayList<>();
        BitSet seen = new BitSet(grid.size());
        for (int start = pixels.nextSetBit(0); start >= 0; start = pixels.nextSetBit(start + 1)) {
            if (seen.get(start) || isSet(start % grid.columns(), start / grid.columns() - 1)) {
                continue;
            }
            List<int[]> ring = trace(start, seen);
            // A piece is numbered by its lowest pixel, whose lower edge is on the shell: the shell comes before its
            // holes.
            if (piece[start] == shells.size()) {
                shells.add(places(ring));
                holes.add(new ArrayList<>());
            } else {
                holes.get(piece[start]).add(places(ring));
            }
        }
        List<Polygon> polygons = new ArrayList<>();
        for (int i = 0; i < shells.size(); i++) {
            LinearRing[] inner =
                    holes.get(i).stream().map(FACTORY::createLinearRing).toArray(LinearRing[]::new);
            polygons.add(FACTORY.createPolygon(FACTORY.createLinearRing(shells.get(i)), inner));
        }
        return polygons;
    }

    private boolean isSet(int column, int row) {
        return column >= 0
                && row >= 0
                && column < grid.columns()
                && row < grid.rows()
                && pixels.get(row * grid.columns() + column);
    }

    /** Sets a third pixel wherever two touch at a corner only, until none do. */
    private void fillCorners() {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int row = 1; row < grid.rows(); row++) {
                int above = row * grid.columns();
                int below = above - grid.columns();
                for (int c = nextChange(above, below); c < grid.columns(); c++) {
                    boolean upperLeft = pixels.get(above + c - 1);
                    boolean upperRight = pixels.get(above + c);
                    if (upperLeft != upperRight
                            && upperLeft == pixels.get(below + c)
                            && upperRight == pixels.get(below + c - 1)) {
                        pixels.set(upperLeft ? above + c : above + c - 1);
                        changed = true;
                    }
                }
            }
        }
    }

    /** The first column of two rows where anything can be set, so that empty rows cost nothing. */
    private int nextChange(int above, int below) {
        int first = pixels.nextSetBit(below);
        return first < 0 || first >= above + grid.columns()
                ? grid.columns()
                : Math.max(1, first < above ? Math.min(first - below, firstIn(above)) : first - above);
    }

    private int firstIn(int rowStart) {
        int first = pixels.nextSetBit(rowStart);
        return first < 0 ? grid.columns() : Math.min(first - rowStart, grid.columns());
    }

    /** The number of the connected piece of every set pixel, in the order of their lowest pixels. */
    private int[] pieces() {
        int[] piece = new int[grid.size()];
        Arrays.fill(piece, -1);
        int[] stack = new int[1024];
        int count = 0;
        for (int start = pixels.nextSetBit(0); start >= 0; start = pixels.nextSetBit(start + 1)) {
            if (piece[start] >= 0) {
                continue;
            }
            piece[start] = count;
            int depth = 0;
            stack[depth++] = start;
            while (depth > 0) {
                int pixel = stack[--depth];
                for (int d = 0; d < 4; d++) {
                    int column = pixel % grid.columns() + STEP_X[d];
                    int row = pixel / grid.columns() + STEP_Y[d];
                    int next = row * grid.columns() + column;
                    if (isSet(column, row) && piece[next] < 0) {
                        piece[next] = count;
                        if (depth == stack.length) {
                            stack = Arrays.copyOf(stack, 2 * depth);
                        }
                        stack[depth++] = next;
                    }
                }
            }
            count++;
        }
        return piece;
    }

    /** The corners of the ring that holds the lower edge of a pixel, the interior on the left. */
    private List<int[]> trace(int start, BitSet seen) {
        List<int[]> corners = new ArrayList<>();
        int x = start % grid.columns();
        int y = start / grid.columns();
        int direction = 0;
        while (true) {
            if (direction == 0) {
                int pixel = y * grid.columns() + x;
                if (seen.get(pixel)) {
                    break;
                }
                seen.set(pixel);
            }
            x += STEP_X[direction];
            y += STEP_Y[direction];
            int turned = direction;
            if (isSet(x + RIGHT_X[direction], y + RIGHT_Y[direction])) {
                turned = (direction + 3) % 4;
            } else if (!isSet(x + LEFT_X[direction], y + LEFT_Y[direction])) {
                turned = (direction + 1) % 4;
            }
            if (turned != direction) {
                corners.add(new int[] {x, y});
                direction = turned;
            }
        }
        return corners;
    }

    private Coordinate[] places(List<int[]> corners) {
        Coordinate[] ring = new Coordinate[corners.size() + 1];
        for (int i = 0; i < corners.size(); i++) {
            ring[i] = grid.place(corners.get(i)[0], corners.get(i)[1]);
        }
        ring[corners.size()] = ring[0].copy();
        return ring;
    }
}
