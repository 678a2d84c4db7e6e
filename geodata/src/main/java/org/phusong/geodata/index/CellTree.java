package org.phusong.geodata.index;

import java.util.Arrays;

/**
 * Splits root cells into nodes, leaves and answers. For one thread; {@link #reset} begins another part of the index.
 *
 * <p>A reference is an int: the two lowest bits tell what it is, the rest where: the id of an answer, the number of a node, or half the
 * position of a leaf. A node is 16 references, row by row from the lower left.
 */
final class CellTree {

    static final int ANSWER = 0;
    static final int NODE = 1;
    static final int LEAF = 2;
    static final int KIND_MASK = 3;

    /**
     * An edge belongs to a cell when it comes nearer than this share of the cell's side. It must exceed all rounding errors of
     * coordinates up to 360 degrees, 2^-44, at the finest cell of 2^-17.
     */
    static final double MARGIN = 0x1p-10;

    /** So few edges are tested faster than another level is walked. */
    private static final int MAX_LEAF_EDGES = 12;

    /**
     * Splitting ends where it has made so many copies of each edge. Edges that coincide, as those of many claims over one area do, or
     * that lie side by side for long, are hardly told apart: each level would copy them along their whole length.
     */
    private static final double MAX_COPIES = 16;

    private final Edges edges;
    private final Grid grid;
    private final int[] layers;
    private final int classCount;
    private final CellContent root;
    // The children of the cell that is being split at each depth.
    private final CellContent[][] children;
    private final IntArray nodes = new IntArray(1 << 12);
    private final LeafWriter leaves;
    private Answers answers;

    CellTree(Edges edges, Grid grid, int[] layers, int classCount) {
        this.edges = edges;
        this.grid = grid;
        this.layers = layers;
        this.classCount = classCount;
        this.root = new CellContent(classCount);
        this.children = new CellContent[grid.levels()][16];
        for (CellContent[] cells : children) {
            Arrays.setAll(cells, child -> new CellContent(classCount));
        }
        this.answers = new Answers(classCount);
        this.leaves = new LeafWriter(edges, grid, layers);
    }

    /** Forgets all nodes, leaves and answers. */
    void reset() {
        nodes.clear();
        leaves.clear();
        answers = new Answers(classCount);
    }

    /** All since the last {@link #reset}, with the references to it from root cells. */
    IndexPart part(int[] roots) {
        return new IndexPart(roots, nodes.toArray(), leaves.ints(), leaves.edges(), answers);
    }

    /** The content of the next root cell, to be filled. */
    CellContent rootContent() {
        root.clear();
        return root;
    }

    /** Builds the root cell that has {@link #rootContent} and returns its reference. */
    int build(long cellX, long cellY) {
        root.dropDecided(layers);
        return build(root, 0, cellX, cellY, 1);
    }

    private int build(CellContent content, int depth, long cellX, long cellY, double copies) {
        if (content.polygonCount > 0
                && depth < grid.levels()
                && copies < MAX_COPIES
                && content.edgeCount > MAX_LEAF_EDGES) {
            return node(content, depth, cellX, cellY, copies);
        }
        content.dropBelow(edges, grid.lineY(cellY), layers);
        int answer = answers.idOf(content.ward, content.classes);
        return content.polygonCount == 0
                ? reference(answer, ANSWER)
                : reference(leaves.write(content, answer, cellX, cellY, grid.rootShift() - 2 * depth) / 2, LEAF);
    }

    static int reference(int index, int kind) {
        if (index >= 1 << 30) {
            throw new IllegalStateException("The index would hold more than 2^31 numbers: split the study area");
        }
        return index << 2 | kind;
    }

    private int node(CellContent content, int depth, long cellX, long cellY, double copies) {
        int childShift = grid.rootShift() - 2 * depth - 2;
        split(content, children[depth], grid.lineX(cellX), grid.lineY(cellY), Math.scalb(grid.unit(), childShift));
        long handed = 0;
        for (CellContent child : children[depth]) {
            handed += child.edgeCount;
        }
        double below = copies * handed / content.edgeCount;
        int at = nodes.extend(16);
        for (int child = 0; child < 16; child++) {
            long x = cellX + ((long) (child & 3) << childShift);
            long y = cellY + ((long) (child >> 2) << childShift);
            nodes.set(at + child, build(children[depth][child], depth + 1, x, y, below));
        }
        return reference(at / 16, NODE);
    }

    /** Hands to each child what of the cell lies in it; polygons that cover a child are decided there. */
    private void split(CellContent content, CellContent[] parts, double west, double south, double side) {
        for (CellContent part : parts) {
            part.clear(content);
            part.reserve(content.polygonCount, content.edgeCount);
        }
        int decided = 0;
        for (int i = 0; i < content.polygonCount; i++) {
            int corners = content.inside[i] != 0 ? 0xFFFF : 0;
            int touched = 0;
            for (int k = content.starts[i]; k < content.starts[i + 1]; k++) {
                int e = content.edges[k];
                corners ^= flips(e, west, south, side);
                int bits = touches(e, west, south, side);
                touched |= bits;
                for (; bits != 0; bits &= bits - 1) {
                    CellContent part = parts[Integer.numberOfTrailingZeros(bits)];
                    part.edges[part.edgeCount++] = e;
                }
            }
            for (int bits = touched; bits != 0; bits &= bits - 1) {
                int child = Integer.numberOfTrailingZeros(bits);
                parts[child].endPolygon(content.polygons[i], corners >> child & 1);
            }
            decided |= corners & ~touched;
            for (int bits = corners & ~touched; bits != 0; bits &= bits - 1) {
                parts[Integer.numberOfTrailingZeros(bits)].cover(layers[content.polygons[i]]);
            }
        }
        for (int bits = decided; bits != 0; bits &= bits - 1) {
            parts[Integer.numberOfTrailingZeros(bits)].dropDecided(layers);
        }
    }

    /** One bit a child that the edge may touch. */
    private int touches(int e, double west, double south, double side) {
        double perSide = 1 / side;
        double x1 = (edges.startX(e) - west) * perSide;
        double x2 = (edges.endX(e) - west) * perSide;
        double low = Math.min(x1, x2) - MARGIN;
        double high = Math.max(x1, x2) + MARGIN;
        if (high < 0 || low >= 4) {
            return 0;
        }
        double y1 = (edges.startY(e) - south) * perSide;
        double y2 = (edges.endY(e) - south) * perSide;
        return touched(x1, y1, x2, y2, low, high);
    }

    /** One bit a child that the edge may touch, ends in sides of a child; {@code west} and {@code east} with the margin. */
    private static int touched(double x1, double y1, double x2, double y2, double west, double east) {
        double south = Math.min(y1, y2) - MARGIN;
        double north = Math.max(y1, y2) + MARGIN;
        if (north < 0 || south >= 4) {
            return 0;
        }
        int first = slot(west);
        int last = slot(east);
        int lowest = slot(south);
        int highest = slot(north);
        // In one column or row it touches all cells between its ends.
        if ((first == last && west >= 0 && east < 4) || (lowest == highest && south >= 0 && north < 4)) {
            return columns(first, last) * rows(lowest, highest);
        }
        double slope = (y2 - y1) / (x2 - x1);
        int bits = 0;
        for (int c = first; c <= last; c++) {
            double yLeft = heightAt(c - MARGIN, x1, y1, x2, y2, slope);
            double yRight = heightAt(c + 1 + MARGIN, x1, y1, x2, y2, slope);
            double bottom = Math.min(yLeft, yRight) - MARGIN;
            double top = Math.max(yLeft, yRight) + MARGIN;
            if (top >= 0 && bottom < 4) {
                bits |= (1 << c) * rows(slot(bottom), slot(top));
            }
        }
        return bits;
    }

    private static int columns(int first, int last) {
        return (2 << last) - (1 << first);
    }

    private static int rows(int first, int last) {
        return 0x1111 & ((16 << (4 * last)) - (1 << (4 * first)));
    }

    /** The height of the edge at {@code x}, or at its nearer end. */
    static double heightAt(double x, double x1, double y1, double x2, double y2, double slope) {
        if (x <= Math.min(x1, x2)) {
            return x1 < x2 ? y1 : y2;
        }
        if (x >= Math.max(x1, x2)) {
            return x1 < x2 ? y2 : y1;
        }
        return y1 + (x - x1) * slope;
    }

    private static int slot(double cells) {
        return Math.min(Math.max((int) cells, 0), 3);
    }

    /** One bit a child: whether the edge lies on the way from the cell's corner to the child's, along the lower side and up. */
    private int flips(int e, double west, double south, double side) {
        int bits = 0;
        boolean crosses = edges.crossesLine(e, south);
        boolean leftOfCorner = crosses && edges.passesLeft(e, west, south);
        double ax = Math.min(edges.startX(e), edges.endX(e));
        double bx = Math.max(edges.startX(e), edges.endX(e));
        for (int c = 0; c < 4; c++) {
            double x = west + c * side;
            if (crosses && c > 0 && edges.passesLeft(e, x, south) != leftOfCorner) {
                bits ^= 0x1111 << c;
            }
            if (x >= ax && x < bx) {
                boolean below = edges.passesBelow(e, x, south);
                for (int r = 1; r < 4; r++) {
                    if (edges.passesBelow(e, x, south + r * side) != below) {
                        bits ^= 1 << (4 * r + c);
                    }
                }
            }
        }
        return bits;
    }
}
