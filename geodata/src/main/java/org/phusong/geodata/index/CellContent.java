package org.phusong.geodata.index;

import java.util.Arrays;

/** What is decided in a cell, and the polygons that have edges in it. Reused from cell to cell. */
final class CellContent {

    private final int classCount;

    /** The smallest ward that covers the cell, -1 for none. */
    int ward;

    /** The classes that cover the cell, as a bit set. */
    final long[] classes;

    int polygonCount;
    int[] polygons = new int[16];
    /** One a polygon: 1 if the cell's lower left corner is inside it, else 0. */
    int[] inside = new int[16];
    /** Where the edges of each polygon begin; one more entry than polygons. */
    int[] starts = new int[17];

    int edgeCount;
    int[] edges = new int[64];

    CellContent(int classCount) {
        this.classCount = classCount;
        this.classes = new long[(classCount + 63) / 64];
    }

    /** Empties it, and decides nothing. */
    void clear() {
        ward = -1;
        Arrays.fill(classes, 0);
        polygonCount = 0;
        edgeCount = 0;
    }

    /** Empties it, and decides what is decided in {@code parent}. */
    void clear(CellContent parent) {
        ward = parent.ward;
        System.arraycopy(parent.classes, 0, classes, 0, classes.length);
        polygonCount = 0;
        edgeCount = 0;
    }

    /** Makes room for so many polygons and edges in all. */
    void reserve(int polygonsInAll, int edgesInAll) {
        if (polygonsInAll > polygons.length) {
            int length = Math.max(polygonsInAll, 2 * polygons.length);
            polygons = Arrays.copyOf(polygons, length);
            inside = Arrays.copyOf(inside, length);
            starts = Arrays.copyOf(starts, length + 1);
        }
        if (edgesInAll > edges.length) {
            edges = Arrays.copyOf(edges, Math.max(edgesInAll, 2 * edges.length));
        }
    }

    /** Ends a polygon whose edges are those added since the last one. */
    void endPolygon(int polygon, int corner) {
        polygons[polygonCount] = polygon;
        inside[polygonCount++] = corner;
        starts[polygonCount] = edgeCount;
    }

    /** Adds a layer that covers the cell: a class, or the ward {@code layer - classCount}. */
    void cover(int layer) {
        if (layer < classCount) {
            classes[layer >> 6] |= 1L << layer;
        } else if (ward < 0 || layer - classCount < ward) {
            ward = layer - classCount;
        }
    }

    /** True when a polygon of the layer can change nothing any more. */
    boolean decides(int layer) {
        return layer < classCount ? (classes[layer >> 6] & 1L << layer) != 0 : ward >= 0 && ward <= layer - classCount;
    }

    /** Leaves out the edges below the cell, and decides about polygons that have no others. */
    void dropBelow(Edges all, double south, int[] layers) {
        int kept = 0;
        int at = 0;
        for (int i = 0; i < polygonCount; i++) {
            int from = starts[i];
            int first = at;
            for (int k = from; k < starts[i + 1]; k++) {
                if (!all.isBelow(edges[k], south)) {
                    edges[at++] = edges[k];
                }
            }
            if (at > first) {
                polygons[kept] = polygons[i];
                inside[kept] = inside[i];
                starts[kept++] = first;
            } else if (inside[i] != 0) {
                cover(layers[polygons[i]]);
            }
        }
        starts[kept] = at;
        polygonCount = kept;
        edgeCount = at;
        dropDecided(layers);
    }

    /** Leaves out the polygons of layers that cover the whole cell: they can change nothing. */
    void dropDecided(int[] layers) {
        int kept = 0;
        int at = 0;
        for (int i = 0; i < polygonCount; i++) {
            if (decides(layers[polygons[i]])) {
                continue;
            }
            int from = starts[i];
            int length = starts[i + 1] - from;
            if (kept != i) {
                polygons[kept] = polygons[i];
                inside[kept] = inside[i];
                System.arraycopy(edges, from, edges, at, length);
            }
            starts[kept++] = at;
            at += length;
        }
        starts[kept] = at;
        polygonCount = kept;
        edgeCount = at;
    }
}
