package org.phusong.geodata.index;

/**
 * How leaves lie in their array of ints, and the test of a point by integers.
 *
 * <p>A leaf has up to {@link #MAX_LANES} <em>lanes</em>, one for each layer that has edges in the cell, four bits each in one int: the
 * winding numbers of the layers. Its ints are:
 *
 * <ol>
 *   <li>the number of edges, and of lanes in the bits from {@link #LANES_SHIFT};
 *   <li>the lanes before any edge is counted;
 *   <li>the answer of what covers the whole cell;
 *   <li>where the numbers of the edges begin in an array of their own, which only the exact test reads;
 *   <li>the layers of the lanes, two an int;
 *   <li>two ints an edge, lane by lane: A and B, the ends of the part of the edge in the cell grown by half on each side, 15 bits for x
 *       and y each, so that the cell itself is from {@link #CELL_START} to three times that.
 * </ol>
 *
 * <p>A <em>crowded</em> leaf, with more lanes, or more than 15 polygons in one, holds edges by number only. It begins with its length and
 * the sign bit, then has the answer of what covers the whole cell, the number of layers, and for each layer its number, its
 * winding number before any edge is counted, the number of its edges, and the edges.
 */
final class Leaf {

    static final int MAX_LANES = 8;
    static final int MAX_LANE_POLYGONS = 15;
    static final int MAX_LAYER = 0xFFFF;
    static final int LANES_SHIFT = 16;
    static final int MAX_EDGES = 0xFFFF;
    static final int CROWDED = Integer.MIN_VALUE;

    static final int LOCAL_BITS = 15;
    static final int LOCAL_MASK = (1 << LOCAL_BITS) - 1;
    static final int CELL_START = 1 << (LOCAL_BITS - 2);

    /** In A: the edge counts as below points left of A. */
    static final int OPEN_LEFT = 1 << 30;

    /** In B: the edge counts as below points right of B. */
    static final int OPEN_RIGHT = 1 << 30;

    /** In A: the edge runs from A to B. */
    static final int FORWARD = 1 << 31;

    /** In B: the next edge belongs to the next lane. */
    static final int LAST_OF_LANE = 1 << 31;

    /** What {@link #coveredLanes} says when integers do not decide. */
    static final int UNDECIDED = -1;

    private Leaf() {}

    static boolean isCrowded(int head) {
        return head < 0;
    }

    static int edgeCount(int head) {
        return head & MAX_EDGES;
    }

    static int laneCount(int head) {
        return head >>> LANES_SHIFT;
    }

    /** Where the edges begin. */
    static int firstEdge(int at, int head) {
        return at + 4 + (laneCount(head) + 1) / 2;
    }

    /** Length of a leaf in ints, from its first int; the next one begins at the next even position. */
    static int length(int head) {
        return isCrowded(head) ? head & Integer.MAX_VALUE : firstEdge(0, head) + 2 * edgeCount(head);
    }

    /** The answer of what covers the whole cell. */
    static int answer(int[] leaves, int at) {
        return leaves[at + 2];
    }

    static int layer(int[] leaves, int at, int lane) {
        return leaves[at + 4 + lane / 2] >>> (16 * (lane & 1)) & MAX_LAYER;
    }

    /** Where the point lies in a cell, as A and B are counted. */
    static int local(long units, int shift) {
        return ((int) (units >> (shift - Grid.LOCAL_BITS)) & (CELL_START * 2 - 1)) + CELL_START;
    }

    /**
     * The lanes that cover a point, one bit each, or {@link #UNDECIDED}.
     *
     * <p>An end that has the point's own x, rounded, leaves the question open; so does a point between the ends that lies nearer to the
     * line through them than the rounding of all three can move it: see docs/index.md for the bound.
     */
    static int coveredLanes(int[] leaves, int at, int head, int px, int py) {
        int lanes = leaves[at + 1];
        int edge = firstEdge(at, head);
        int end = edge + 2 * edgeCount(head);
        int shift = 0;
        for (; edge < end; edge += 2) {
            int a = leaves[edge];
            int b = leaves[edge + 1];
            int fromA = px - (a & LOCAL_MASK);
            int fromB = px - (b & LOCAL_MASK);
            int ay = a >>> LOCAL_BITS & LOCAL_MASK;
            int width = fromA - fromB;
            int height = (b >>> LOCAL_BITS & LOCAL_MASK) - ay;
            int above = width * (py - ay) - height * fromA;
            int bound = 2 * (width + Math.abs(height));
            int between = fromA * fromB;
            // Sign bits serve as truth values: branches would be mispredicted.
            int inside = between >> 31;
            int tooNear = inside & (Math.abs(above) - bound - 1);
            if (between == 0 || tooNear < 0) {
                return UNDECIDED;
            }
            int beyond = (fromA & (a << 1)) | (~fromB & (b << 1));
            int counts = (inside & (bound - above)) | (~inside & beyond);
            int weight = counts >>> 31;
            int negate = ~(a >> 31);
            lanes += ((weight ^ negate) - negate) << shift;
            shift += b >>> 31 << 2;
        }
        return covered(lanes);
    }

    /** One bit a lane: whether its winding number is above 0. */
    static int covered(int lanes) {
        int flags = lanes | lanes >>> 1;
        flags = (flags | flags >>> 2) & 0x11111111;
        flags = (flags | flags >>> 3) & 0x03030303;
        flags = (flags | flags >>> 6) & 0x000F000F;
        return (flags | flags >>> 12) & 0xFF;
    }
}
