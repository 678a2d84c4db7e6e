package org.phusong.geodata.index;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Splits root cells into nodes, leaves and answers, and writes them into the flat arrays of a {@link CoverageIndex}.
 *
 * <p>A reference is an int: the two lowest bits tell what it is ({@link #ANSWER}, {@link #NODE}, {@link #LEAF}), the rest where. A node
 * is 16 references, row by row from the lower left. A leaf is the id of what is decided in the cell, the number of polygons, and for
 * each polygon its layer and stored parity, the number of its edges, and those edges with their two flags.
 */
final class CellTree {

    static final int ANSWER = 0;
    static final int NODE = 1;
    static final int LEAF = 2;

    /** In an edge entry: the parity that the edge adds to a point between its ends, besides lying below it. */
    static final int BETWEEN = 1;

    /** In an edge entry: the parity that the edge adds to a point right of it. */
    static final int RIGHT = 2;

    /**
     * An edge belongs to a cell when it comes nearer than this share of the cell's side. It must exceed all rounding errors of
     * coordinates up to 360 degrees, 2^-44, at the finest cell of 2^-17.
     */
    static final double MARGIN = 0x1p-10;

    /** So few edges are tested faster than another level is walked. */
    private static final int MAX_LEAF_EDGES = 8;

    /**
     * So many levels may hand all edges of a cell to several of its children before splitting ends. Edges that coincide, as those of
     * many claims over one area do, are never told apart: each level would only copy them along their whole length.
     */
    private static final int MAX_COPIED_LEVELS = 2;

    private final Edges edges;
    private final int[] layers;
    private final int classCount;
    private final Grid grid;
    private final IntArray nodes = new IntArray(1 << 12);
    private final IntArray leaves = new IntArray(1 << 14);
    private final Map<Decided, Integer> answers = new HashMap<>();

    CellTree(Edges edges, int[] layers, int classCount, Grid grid) {
        this.edges = edges;
        this.layers = layers;
        this.classCount = classCount;
        this.grid = grid;
    }

    /** What is decided where nothing is: no ward, no class. */
    Decided nothing() {
        return new Decided(-1, new long[(classCount + 63) / 64]);
    }

    /** Builds a root cell and returns its reference. */
    int build(double west, double south, Decided decided, CellContent content) {
        return build(west, south, grid.rootSize(), grid.levels(), 0, decided, content);
    }

    CoverageIndex finish(int[] root, int wardCount) {
        int words = (classCount + 63) / 64;
        int[] wards = new int[answers.size()];
        long[] classes = new long[answers.size() * words];
        answers.forEach((decided, id) -> {
            wards[id] = decided.ward;
            System.arraycopy(decided.classes, 0, classes, id * words, words);
        });
        return new CoverageIndex(
                grid, root, nodes.toArray(), leaves.toArray(), edges.toArray(), wards, classes, classCount, wardCount);
    }

    /** The height of the edge at {@code x}, or at its nearer end. */
    static double heightAt(Edges edges, int e, double x) {
        double ax = edges.ax(e);
        double bx = edges.bx(e);
        if (x <= ax) {
            return edges.ay(e);
        }
        if (x >= bx) {
            return edges.by(e);
        }
        return edges.ay(e) + (x - ax) / (bx - ax) * (edges.by(e) - edges.ay(e));
    }

    private int build(
            double west, double south, double size, int levels, int copied, Decided decided, CellContent all) {
        CellContent content = undecided(decided, all);
        if (content.polygons().length == 0) {
            return answer(decided) << 2 | ANSWER;
        }
        if (levels == 0 || copied == MAX_COPIED_LEVELS || content.edges().length <= MAX_LEAF_EDGES) {
            return leaf(west, south, decided, content);
        }
        return node(west, south, size, levels, copied, decided, content);
    }

    /** Without the polygons of layers that cover the whole cell: they can change nothing. */
    private CellContent undecided(Decided decided, CellContent content) {
        int kept = 0;
        for (int polygon : content.polygons()) {
            kept += decided.decides(layers[polygon], classCount) ? 0 : 1;
        }
        if (kept == content.polygons().length) {
            return content;
        }
        int[] polygons = new int[kept];
        boolean[] inside = new boolean[kept];
        int[] starts = new int[kept + 1];
        int[] cellEdges = new int[content.edges().length];
        int at = 0;
        int k = 0;
        for (int i = 0; i < content.polygons().length; i++) {
            if (!decided.decides(layers[content.polygons()[i]], classCount)) {
                polygons[k] = content.polygons()[i];
                inside[k] = content.inside()[i];
                starts[k++] = at;
                int length = content.starts()[i + 1] - content.starts()[i];
                System.arraycopy(content.edges(), content.starts()[i], cellEdges, at, length);
                at += length;
            }
        }
        starts[kept] = at;
        return new CellContent(polygons, inside, starts, Arrays.copyOf(cellEdges, at));
    }

    private int answer(Decided decided) {
        Integer known = answers.get(decided);
        if (known == null) {
            known = answers.size();
            answers.put(decided.copy(), known);
        }
        return known;
    }

    private int leaf(double west, double south, Decided decided, CellContent content) {
        int start = leaves.size();
        leaves.add(answer(decided));
        leaves.add(content.polygons().length);
        for (int i = 0; i < content.polygons().length; i++) {
            boolean parity = content.inside()[i];
            for (int k = content.starts()[i]; k < content.starts()[i + 1]; k++) {
                parity ^= edges.passesLeft(content.edges()[k], west, south);
            }
            leaves.add(layers[content.polygons()[i]] << 1 | (parity ? 1 : 0));
            leaves.add(content.starts()[i + 1] - content.starts()[i]);
            for (int k = content.starts()[i]; k < content.starts()[i + 1]; k++) {
                leaves.add(Math.multiplyExact(content.edges()[k], 4) | flags(content.edges()[k], south));
            }
        }
        return reference(start, LEAF);
    }

    /**
     * What the edge adds to a point's parity on the path from the corner: along the lower side to below the point, then up.
     *
     * <p>Right of the point: nothing. Left of the point: one crossing of the lower side, if the edge crosses it. Between its ends: whether
     * it lies below the point; but one that lies below the lower side altogether is never met going up, and one that crosses the lower
     * side is met either there or above, which cancels for an edge that falls and adds one for an edge that rises.
     */
    private int flags(int e, double south) {
        if (edges.crossesLine(e, south)) {
            return RIGHT | (edges.by(e) > edges.ay(e) ? BETWEEN : 0);
        }
        return edges.ay(e) < south ? BETWEEN : 0;
    }

    private static int reference(int index, int kind) {
        if (index >= 1 << 29) {
            throw new IllegalStateException("The index would hold more than 2^29 numbers: split the study area");
        }
        return index << 2 | kind;
    }

    private int node(
            double west, double south, double size, int levels, int copied, Decided decided, CellContent content) {
        double side = size / 4;
        int[] touches = new int[content.edges().length];
        for (int k = 0; k < touches.length; k++) {
            touches[k] = touched(content.edges()[k], west, south, side);
        }
        int[] inside = new int[content.polygons().length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = corners(content, i, west, south, side);
        }
        int below = copiesAll(touches) ? copied + 1 : 0;
        int at = nodes.addZeros(16);
        for (int child = 0; child < 16; child++) {
            Decided known = decided.copy();
            CellContent part = part(content, child, touches, inside, known);
            int reference =
                    build(west + (child & 3) * side, south + (child >> 2) * side, side, levels - 1, below, known, part);
            nodes.set(at + child, reference);
        }
        return reference(at, NODE);
    }

    /** True when more than one child has every edge. */
    private static boolean copiesAll(int[] touches) {
        int common = 0xFFFF;
        for (int bits : touches) {
            common &= bits;
        }
        return Integer.bitCount(common) > 1;
    }

    /** One bit a child that the edge may touch. */
    private int touched(int e, double west, double south, double side) {
        double margin = side * MARGIN;
        int first = slot((edges.ax(e) - margin - west) / side);
        int last = slot((edges.bx(e) + margin - west) / side);
        int bits = 0;
        for (int c = first; c <= last; c++) {
            double left = west + c * side - margin;
            double yLeft = heightAt(edges, e, left);
            double yRight = heightAt(edges, e, left + side + 2 * margin);
            double low = (Math.min(yLeft, yRight) - margin - south) / side;
            double high = (Math.max(yLeft, yRight) + margin - south) / side;
            if (high >= 0 && low < 4) {
                for (int r = slot(low); r <= slot(high); r++) {
                    bits |= 1 << (4 * r + c);
                }
            }
        }
        return bits;
    }

    private static int slot(double cells) {
        return (int) Math.min(Math.max(Math.floor(cells), 0), 3);
    }

    /** One bit a child: whether its lower left corner is inside the polygon. */
    private int corners(CellContent content, int polygon, double west, double south, double side) {
        int bits = content.inside()[polygon] ? 0xFFFF : 0;
        for (int k = content.starts()[polygon]; k < content.starts()[polygon + 1]; k++) {
            int e = content.edges()[k];
            boolean crosses = edges.crossesLine(e, south);
            boolean leftOfCorner = crosses && edges.passesLeft(e, west, south);
            for (int c = 0; c < 4; c++) {
                double x = west + c * side;
                if (crosses && edges.passesLeft(e, x, south) != leftOfCorner) {
                    bits ^= 0x1111 << c;
                }
                if (x >= edges.ax(e) && x < edges.bx(e)) {
                    boolean below = edges.passesBelow(e, x, south);
                    for (int r = 1; r < 4; r++) {
                        if (edges.passesBelow(e, x, south + r * side) != below) {
                            bits ^= 1 << (4 * r + c);
                        }
                    }
                }
            }
        }
        return bits;
    }

    /** What of a cell lies in one of its children; polygons that cover the child are added to {@code decided}. */
    private CellContent part(CellContent content, int child, int[] touches, int[] inside, Decided decided) {
        int n = content.polygons().length;
        int[] polygons = new int[n];
        boolean[] insides = new boolean[n];
        int[] starts = new int[n + 1];
        int[] cellEdges = new int[content.edges().length];
        int kept = 0;
        int at = 0;
        for (int i = 0; i < n; i++) {
            int before = at;
            for (int k = content.starts()[i]; k < content.starts()[i + 1]; k++) {
                if ((touches[k] >> child & 1) != 0) {
                    cellEdges[at++] = content.edges()[k];
                }
            }
            boolean corner = (inside[i] >> child & 1) != 0;
            if (at > before) {
                polygons[kept] = content.polygons()[i];
                insides[kept] = corner;
                starts[kept++] = before;
            } else if (corner) {
                decided.cover(layers[content.polygons()[i]], classCount);
            }
        }
        starts[kept] = at;
        return new CellContent(
                Arrays.copyOf(polygons, kept),
                Arrays.copyOf(insides, kept),
                Arrays.copyOf(starts, kept + 1),
                Arrays.copyOf(cellEdges, at));
    }
}
