package org.phusong.geodata.index;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Distributes polygons over the root cells: edges to the cells they touch, and what lies fully inside. */
final class RootCells {

    /** Takes one root cell that boundaries cross, or that nothing crosses (empty content). */
    interface Visitor {
        void visit(int cell, CellContent content);
    }

    private final Edges edges;
    private final Grid grid;
    private final int[] firstEdges;
    private final double size;
    private final double margin;
    // One entry for each edge in each cell, and one for each polygon with edges in each cell.
    private final IntArray edgeCell = new IntArray(1024);
    private final IntArray edgeId = new IntArray(1024);
    private final IntArray polygonCell = new IntArray(1024);
    private final IntArray polygonId = new IntArray(1024);
    private final IntArray polygonInside = new IntArray(1024);
    // Scratch: the last polygon that touched a cell, and parity changes along each row of one polygon's box.
    private final int[] touchedBy;
    private boolean[] flips = new boolean[64];

    /** @param firstEdges where the edges of each polygon begin; one more entry than polygons */
    RootCells(Edges edges, int[] firstEdges, Grid grid) {
        this.firstEdges = firstEdges;
        this.edges = edges;
        this.grid = grid;
        this.size = grid.rootSize();
        this.margin = size * CellTree.MARGIN;
        this.touchedBy = new int[count()];
        Arrays.fill(touchedBy, -1);
    }

    int count() {
        return grid.columns() * grid.rows();
    }

    /** Adds a polygon; {@code covered} takes each cell that lies fully inside it. */
    void add(int polygon, IntConsumer covered) {
        int firstEdge = firstEdges[polygon];
        int endEdge = firstEdges[polygon + 1];
        int minColumn = Integer.MAX_VALUE;
        int minRow = Integer.MAX_VALUE;
        int maxColumn = -1;
        int maxRow = -1;
        for (int e = firstEdge; e < endEdge; e++) {
            minColumn = Math.min(minColumn, column(edges.ax(e) - margin));
            maxColumn = Math.max(maxColumn, column(edges.bx(e) + margin));
            minRow = Math.min(minRow, row(Math.min(edges.ay(e), edges.by(e)) - margin));
            maxRow = Math.max(maxRow, row(Math.max(edges.ay(e), edges.by(e)) + margin));
        }
        if (maxColumn < 0) {
            return;
        }
        int width = maxColumn - minColumn + 2;
        int needed = Math.multiplyExact(width, maxRow - minRow + 1);
        if (flips.length < needed) {
            flips = new boolean[needed];
        } else {
            Arrays.fill(flips, 0, needed, false);
        }
        for (int e = firstEdge; e < endEdge; e++) {
            touch(polygon, e);
            flipRows(e, minColumn, minRow, width);
        }
        for (int r = minRow; r <= maxRow; r++) {
            boolean inside = false;
            for (int c = minColumn; c <= maxColumn; c++) {
                inside ^= flips[(r - minRow) * width + c - minColumn];
                int cell = r * grid.columns() + c;
                if (touchedBy[cell] == polygon) {
                    polygonCell.add(cell);
                    polygonId.add(polygon);
                    polygonInside.add(inside ? 1 : 0);
                } else if (inside) {
                    covered.accept(cell);
                }
            }
        }
    }

    /** Notes the edge in every cell that it may touch. */
    private void touch(int polygon, int e) {
        int firstColumn = column(edges.ax(e) - margin);
        int lastColumn = column(edges.bx(e) + margin);
        for (int c = firstColumn; c <= lastColumn; c++) {
            double west = grid.originX() + c * size - margin;
            double yWest = CellTree.heightAt(edges, e, west);
            double yEast = CellTree.heightAt(edges, e, west + size + 2 * margin);
            int lastRow = row(Math.max(yWest, yEast) + margin);
            for (int r = row(Math.min(yWest, yEast) - margin); r <= lastRow; r++) {
                int cell = r * grid.columns() + c;
                edgeCell.add(cell);
                edgeId.add(e);
                touchedBy[cell] = polygon;
            }
        }
    }

    /** Changes the parity of all corners right of where the edge crosses each row line. */
    private void flipRows(int e, int minColumn, int minRow, int width) {
        double low = Math.min(edges.ay(e), edges.by(e));
        double high = Math.max(edges.ay(e), edges.by(e));
        int last = row(high + margin);
        for (int r = row(low - margin); r <= last; r++) {
            double y = grid.originY() + r * size;
            if (edges.crossesLine(e, y)) {
                double t = (y - edges.ay(e)) / (edges.by(e) - edges.ay(e));
                double x = edges.ax(e) + t * (edges.bx(e) - edges.ax(e));
                // The estimate may be off by a rounding error; the exact test has the last word.
                int c = Math.max(column(x) - 1, minColumn);
                while (c < minColumn + width - 1 && !edges.passesLeft(e, grid.originX() + c * size, y)) {
                    c++;
                }
                flips[(r - minRow) * width + c - minColumn] ^= true;
            }
        }
    }

    private int column(double x) {
        return clamp(Math.floor((x - grid.originX()) / size), grid.columns());
    }

    private int row(double y) {
        return clamp(Math.floor((y - grid.originY()) / size), grid.rows());
    }

    private static int clamp(double cell, int count) {
        return (int) Math.min(Math.max(cell, 0), count - 1);
    }

    /** Visits every root cell in order. */
    void forEach(Visitor visitor) {
        int[] edgeStarts = starts(edgeCell);
        int[] sortedEdges = sorted(edgeCell, edgeId, edgeStarts);
        int[] polygonStarts = starts(polygonCell);
        int[] sortedPolygons = sorted(polygonCell, polygonId, polygonStarts);
        int[] sortedInside = sorted(polygonCell, polygonInside, polygonStarts);
        for (int cell = 0; cell < count(); cell++) {
            int from = polygonStarts[cell];
            int n = polygonStarts[cell + 1] - from;
            int[] polygons = Arrays.copyOfRange(sortedPolygons, from, from + n);
            boolean[] inside = new boolean[n];
            for (int i = 0; i < n; i++) {
                inside[i] = sortedInside[from + i] == 1;
            }
            int[] cellEdges = Arrays.copyOfRange(sortedEdges, edgeStarts[cell], edgeStarts[cell + 1]);
            visitor.visit(cell, new CellContent(polygons, inside, startsOf(polygons, cellEdges), cellEdges));
        }
    }

    /** Where the edges of each polygon begin: edges were noted polygon by polygon, so a cell's are in that order. */
    private int[] startsOf(int[] polygons, int[] cellEdges) {
        int[] result = new int[polygons.length + 1];
        int at = 0;
        for (int i = 0; i < polygons.length; i++) {
            result[i] = at;
            int end = firstEdges[polygons[i] + 1];
            while (at < cellEdges.length && cellEdges[at] < end) {
                at++;
            }
        }
        result[polygons.length] = at;
        return result;
    }

    private int[] starts(IntArray cells) {
        int[] result = new int[count() + 1];
        for (int i = 0; i < cells.size(); i++) {
            result[cells.get(i) + 1]++;
        }
        for (int i = 0; i < count(); i++) {
            result[i + 1] += result[i];
        }
        return result;
    }

    private static int[] sorted(IntArray cells, IntArray values, int[] starts) {
        int[] next = starts.clone();
        int[] result = new int[values.size()];
        for (int i = 0; i < values.size(); i++) {
            result[next[cells.get(i)]++] = values.get(i);
        }
        return result;
    }
}
