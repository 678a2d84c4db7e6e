package org.phusong.geodata.index;

import java.util.Arrays;

/** Writes the leaves of a {@link CellTree}; see {@link Leaf} for how they lie. */
final class LeafWriter {

    private static final double LOCAL_LIMIT = 4.0 * Leaf.CELL_START;

    private final Edges edges;
    private final Grid grid;
    private final int[] layerOfPolygon;
    private final IntArray leaves = new IntArray(1 << 14);
    private final IntArray leafEdges = new IntArray(1 << 12);
    // The layers of the cell, ascending.
    private int[] layers = new int[Leaf.MAX_LANES];
    private int layerCount;

    LeafWriter(Edges edges, Grid grid, int[] layerOfPolygon) {
        this.edges = edges;
        this.grid = grid;
        this.layerOfPolygon = layerOfPolygon;
    }

    /** Forgets all leaves. */
    void clear() {
        leaves.clear();
        leafEdges.clear();
    }

    /** All leaves since the last {@link #clear}. */
    int[] ints() {
        return leaves.toArray();
    }

    /** The numbers of their edges. */
    int[] edges() {
        return leafEdges.toArray();
    }

    /** Writes a cell and returns where it begins; an even number. {@code answer} is that of what covers the whole cell. */
    int write(CellContent content, int answer, long cellX, long cellY, int shift) {
        int start = leaves.size();
        findLayers(content);
        if (isCrowded(content)) {
            writeCrowded(content, answer, grid.lineX(cellX), grid.lineY(cellY));
        } else {
            writeLanes(content, answer, cellX, cellY, shift);
        }
        if ((leaves.size() & 1) != 0) {
            leaves.add(0);
        }
        return start;
    }

    private void findLayers(CellContent content) {
        layerCount = 0;
        for (int i = 0; i < content.polygonCount; i++) {
            int layer = layerOfPolygon[content.polygons[i]];
            int at = Arrays.binarySearch(layers, 0, layerCount, layer);
            if (at < 0) {
                if (layerCount == layers.length) {
                    layers = Arrays.copyOf(layers, 2 * layerCount);
                }
                int place = -1 - at;
                System.arraycopy(layers, place, layers, place + 1, layerCount - place);
                layers[place] = layer;
                layerCount++;
            }
        }
    }

    private int laneOf(int polygon) {
        return Arrays.binarySearch(layers, 0, layerCount, layerOfPolygon[polygon]);
    }

    private boolean isCrowded(CellContent content) {
        if (layerCount > Leaf.MAX_LANES
                || content.edgeCount > Leaf.MAX_EDGES
                || layers[layerCount - 1] > Leaf.MAX_LAYER) {
            return true;
        }
        if (content.polygonCount <= Leaf.MAX_LANE_POLYGONS) {
            return false;
        }
        int[] polygons = new int[layerCount];
        int most = 0;
        for (int i = 0; i < content.polygonCount; i++) {
            most = Math.max(most, ++polygons[laneOf(content.polygons[i])]);
        }
        return most > Leaf.MAX_LANE_POLYGONS;
    }

    private void writeLanes(CellContent content, int answer, long cellX, long cellY, int shift) {
        double west = grid.lineX(cellX);
        double south = grid.lineY(cellY);
        leaves.add(layerCount << Leaf.LANES_SHIFT | content.edgeCount);
        int lanesAt = leaves.size();
        leaves.add(0);
        leaves.add(answer);
        leaves.add(leafEdges.size());
        for (int lane = 0; lane < layerCount; lane += 2) {
            leaves.add(layers[lane] | (lane + 1 < layerCount ? layers[lane + 1] << 16 : 0));
        }
        int lanes = 0;
        for (int lane = 0; lane < layerCount; lane++) {
            int winding = 0;
            for (int i = 0; i < content.polygonCount; i++) {
                if (layerOfPolygon[content.polygons[i]] == layers[lane]) {
                    winding += content.inside[i];
                    for (int k = content.starts[i]; k < content.starts[i + 1]; k++) {
                        int e = content.edges[k];
                        winding -= edges.windingAtCorner(e, west, south);
                        writeEdge(e, cellX, cellY, shift, south);
                        leafEdges.add(e);
                    }
                }
            }
            int last = leaves.size() - 1;
            leaves.set(last, leaves.get(last) | Leaf.LAST_OF_LANE);
            lanes += winding << (4 * lane);
        }
        leaves.set(lanesAt, lanes);
    }

    private void writeEdge(int e, long cellX, long cellY, int shift, double south) {
        double scale = Math.scalb(1.0, Grid.LOCAL_BITS - shift);
        double ax = (grid.unitsX(edges.ax(e)) - cellX) * scale + Leaf.CELL_START;
        double ay = (grid.unitsY(edges.ay(e)) - cellY) * scale + Leaf.CELL_START;
        double bx = (grid.unitsX(edges.bx(e)) - cellX) * scale + Leaf.CELL_START;
        double by = (grid.unitsY(edges.by(e)) - cellY) * scale + Leaf.CELL_START;
        double from = 0;
        double to = 1;
        if (ax < 0) {
            from = Math.max(from, -ax / (bx - ax));
        }
        if (bx > LOCAL_LIMIT) {
            to = Math.min(to, (LOCAL_LIMIT - ax) / (bx - ax));
        }
        if (ay < 0) {
            from = Math.max(from, -ay / (by - ay));
        } else if (ay > LOCAL_LIMIT) {
            from = Math.max(from, (LOCAL_LIMIT - ay) / (by - ay));
        }
        if (by < 0) {
            to = Math.min(to, -ay / (by - ay));
        } else if (by > LOCAL_LIMIT) {
            to = Math.min(to, (LOCAL_LIMIT - ay) / (by - ay));
        }
        if (from > to) {
            throw new IllegalStateException("Edge " + e + " does not come near its cell");
        }
        int a = packed(from == 0 ? ax : ax + from * (bx - ax), from == 0 ? ay : ay + from * (by - ay));
        int b = packed(to == 1 ? bx : ax + to * (bx - ax), to == 1 ? by : ay + to * (by - ay));
        leaves.add(a | (edges.isOpenLeft(e, south) ? Leaf.OPEN_LEFT : 0) | (edges.weight(e) > 0 ? Leaf.FORWARD : 0));
        leaves.add(b | (edges.isOpenRight(e, south) ? Leaf.OPEN_RIGHT : 0));
    }

    private static int packed(double x, double y) {
        return clamped(y) << Leaf.LOCAL_BITS | clamped(x);
    }

    private static int clamped(double local) {
        return Math.min(Math.max((int) local, 0), Leaf.LOCAL_MASK);
    }

    private void writeCrowded(CellContent content, int answer, double west, double south) {
        int head = leaves.size();
        leaves.add(0);
        leaves.add(answer);
        leaves.add(layerCount);
        for (int lane = 0; lane < layerCount; lane++) {
            int layer = layers[lane];
            leaves.add(layer);
            int at = leaves.size();
            leaves.add(0);
            leaves.add(0);
            int winding = 0;
            for (int i = 0; i < content.polygonCount; i++) {
                if (layerOfPolygon[content.polygons[i]] == layer) {
                    winding += content.inside[i];
                    for (int k = content.starts[i]; k < content.starts[i + 1]; k++) {
                        winding -= edges.windingAtCorner(content.edges[k], west, south);
                        leaves.add(content.edges[k]);
                    }
                }
            }
            leaves.set(at, winding);
            leaves.set(at + 1, leaves.size() - at - 2);
        }
        leaves.set(head, Leaf.CROWDED | (leaves.size() - head));
    }
}
