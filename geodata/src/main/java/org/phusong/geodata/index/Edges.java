package org.phusong.geodata.index;

import org.locationtech.jts.algorithm.CGAlgorithmsDD;

/**
 * Exact questions about edges. Edge {@code e} runs from vertex {@code e} to vertex {@code e + 1}, with the inside of its polygon on the
 * left: each polygon then winds once around what is inside it.
 *
 * <p>An edge also has a left end A and a right end B, by x, then by y. Crossing it upwards changes the winding number by its
 * <em>weight</em>: 1 when it runs from A to B, else -1.
 *
 * <p>Doubles are compared as they are; where that does not decide, JTS's orientation in extended precision does.
 */
final class Edges {

    /** What {@link #winding} says of a point on the edge. */
    static final int ON_EDGE = 2;

    private final double[] vertices;

    /** @param vertices x and y of each vertex */
    Edges(double[] vertices) {
        this.vertices = vertices;
    }

    private int left(int e) {
        int at = 2 * e;
        double x1 = vertices[at];
        double x2 = vertices[at + 2];
        return x1 < x2 || (x1 == x2 && vertices[at + 1] <= vertices[at + 3]) ? at : at + 2;
    }

    double ax(int e) {
        return vertices[left(e)];
    }

    double ay(int e) {
        return vertices[left(e) + 1];
    }

    double bx(int e) {
        return vertices[4 * e + 2 - left(e)];
    }

    double by(int e) {
        return vertices[4 * e + 3 - left(e)];
    }

    double startX(int e) {
        return vertices[2 * e];
    }

    double startY(int e) {
        return vertices[2 * e + 1];
    }

    double endX(int e) {
        return vertices[2 * e + 2];
    }

    double endY(int e) {
        return vertices[2 * e + 3];
    }

    int weight(int e) {
        return left(e) == 2 * e ? 1 : -1;
    }

    /** True when the edge has both ends below the line y = {@code y}. */
    boolean isBelow(int e, double y) {
        return vertices[2 * e + 1] < y && vertices[2 * e + 3] < y;
    }

    /** True when the line y = {@code y}, on which no vertex lies, has the edge's ends on its two sides. */
    boolean crossesLine(int e, double y) {
        return (vertices[2 * e + 1] < y) != (vertices[2 * e + 3] < y);
    }

    /** True when the edge crosses the line y = {@code y} upwards from A to B: left of A it counts as below every point above the line. */
    boolean isOpenLeft(int e, double y) {
        return ay(e) < y && by(e) >= y;
    }

    /** True when the edge crosses the line y = {@code y} downwards from A to B: right of B it counts as below every point above the line. */
    boolean isOpenRight(int e, double y) {
        return ay(e) >= y && by(e) < y;
    }

    /**
     * What the edge adds to the winding number at a point of a cell: its weight when it counts as below the point, else 0; or
     * {@link #ON_EDGE}.
     *
     * @param south the cell's lower side, not above the point
     */
    int winding(int e, double x, double y, double south) {
        int a = left(e);
        int b = 4 * e + 2 - a;
        int weight = a < b ? 1 : -1;
        double ax = vertices[a];
        double ay = vertices[a + 1];
        double bx = vertices[b];
        double by = vertices[b + 1];
        if (x < ax) {
            return ay < south && by >= south ? weight : 0;
        }
        if (x >= bx) {
            if (x == bx && (y == by || (ax == bx && y >= ay && y <= by))) {
                return ON_EDGE;
            }
            return by < south && ay >= south ? weight : 0;
        }
        if (y > ay && y > by) {
            return weight;
        }
        if (y < ay && y < by) {
            return 0;
        }
        int side = CGAlgorithmsDD.orientationIndex(ax, ay, bx, by, x, y);
        return side > 0 ? weight : side == 0 ? ON_EDGE : 0;
    }

    /** As {@link #winding}, at a cell's lower left corner, moved as {@link #passesBelow} says. */
    int windingAtCorner(int e, double west, double south) {
        if (west < ax(e)) {
            return isOpenLeft(e, south) ? weight(e) : 0;
        }
        if (west >= bx(e)) {
            return isOpenRight(e, south) ? weight(e) : 0;
        }
        return passesBelow(e, west, south) ? weight(e) : 0;
    }

    /**
     * True when the edge meets the vertical through the grid point ({@code x}, {@code y}) below it.
     *
     * <p>A grid point that lies on the edge counts as moved to the right by next to nothing and up by far less; hence {@code ax <= x < bx},
     * and an edge that falls is then below.
     */
    boolean passesBelow(int e, double x, double y) {
        int a = left(e);
        int b = 4 * e + 2 - a;
        if (x < vertices[a] || x >= vertices[b]) {
            return false;
        }
        int side = side(a, b, x, y);
        return side > 0 || (side == 0 && vertices[b + 1] < vertices[a + 1]);
    }

    /** True when the edge meets the horizontal through the grid point ({@code x}, {@code y}) left of it, moved as above. */
    boolean passesLeft(int e, double x, double y) {
        int a = left(e);
        int b = 4 * e + 2 - a;
        if (!crossesLine(e, y) || x < vertices[a]) {
            return false;
        }
        if (x >= vertices[b]) {
            return true;
        }
        int side = side(a, b, x, y);
        return side == 0 || (side < 0) == (vertices[b + 1] > vertices[a + 1]);
    }

    private int side(int a, int b, double x, double y) {
        return CGAlgorithmsDD.orientationIndex(vertices[a], vertices[a + 1], vertices[b], vertices[b + 1], x, y);
    }
}
