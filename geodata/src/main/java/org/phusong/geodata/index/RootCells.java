package org.phusong.geodata.index;

import java.util.Arrays;

/**
 * Edges sorted to the root cells that they touch, and to the row lines that they cross. Built on several threads, the same whatever their
 * number: the edges of a cell, and of a line, are in ascending order.
 */
final class RootCells {

    /** Each chunk of edges counts for itself; more would only cost memory. */
    private static final int MAX_CHUNKS = 8;

    private final Edges edges;
    private final Grid grid;
    private final double perCell;
    private final int[] ringStarts;

    private int[] cellStarts = {};
    private int[] cellEdges = {};
    private int[] lineStarts = {};
    private int[] lineEdges = {};
    private int[] lineColumns = {};

    /** @param ringStarts where each ring begins, and where the last one ends */
    RootCells(Edges edges, int[] ringStarts, Grid grid, Workers workers) {
        this.edges = edges;
        this.grid = grid;
        this.perCell = 1 / grid.rootSize();
        this.ringStarts = ringStarts;
        int chunks = Math.min(workers.threads(), MAX_CHUNKS);
        int[][] cells = new int[chunks][grid.columns() * grid.rows()];
        int[][] lines = new int[chunks][grid.rows()];
        workers.run(chunks, () -> chunk -> visit(chunk, chunks, cells[chunk], lines[chunk], true));
        cellStarts = starts(cells);
        lineStarts = starts(lines);
        cellEdges = new int[cellStarts[cellStarts.length - 1]];
        lineEdges = new int[lineStarts[lineStarts.length - 1]];
        lineColumns = new int[lineEdges.length];
        workers.run(chunks, () -> chunk -> visit(chunk, chunks, cells[chunk], lines[chunk], false));
    }

    /** Where the edges of a cell begin in {@link #edge}; those of the next follow. */
    int firstOfCell(int cell) {
        return cellStarts[cell];
    }

    int edge(int at) {
        return cellEdges[at];
    }

    /** Where the crossings of a row's lower line begin; those of the next follow. */
    int firstOfLine(int row) {
        return lineStarts[row];
    }

    int crossingEdge(int at) {
        return lineEdges[at];
    }

    /** The first column whose left corners lie right of the crossing; the number of columns if none does. */
    int crossingColumn(int at) {
        return lineColumns[at];
    }

    /** Turns counts of each chunk into where each chunk begins to write; returns where each place begins. */
    private static int[] starts(int[][] counts) {
        int places = counts[0].length;
        int[] starts = new int[places + 1];
        int sum = 0;
        for (int place = 0; place < places; place++) {
            starts[place] = sum;
            for (int[] chunk : counts) {
                int count = chunk[place];
                chunk[place] = sum;
                sum = Math.addExact(sum, count);
            }
        }
        starts[places] = sum;
        return starts;
    }

    private void visit(int chunk, int chunks, int[] cells, int[] lines, boolean count) {
        int vertices = ringStarts[ringStarts.length - 1];
        int from = (int) ((long) vertices * chunk / chunks);
        int to = (int) ((long) vertices * (chunk + 1) / chunks);
        int ring = Arrays.binarySearch(ringStarts, from);
        ring = ring < 0 ? -2 - ring : ring;
        for (int e = from; e < to; ring++) {
            int end = Math.min(ringStarts[ring + 1] - 1, to);
            for (; e < end; e++) {
                visit(e, cells, lines, count);
            }
            e = Math.max(e, ringStarts[ring + 1]);
        }
    }

    private void visit(int e, int[] cells, int[] lines, boolean count) {
        double x1 = (edges.startX(e) - grid.originX()) * perCell;
        double y1 = (edges.startY(e) - grid.originY()) * perCell;
        double x2 = (edges.endX(e) - grid.originX()) * perCell;
        double y2 = (edges.endY(e) - grid.originY()) * perCell;
        int firstColumn = column(Math.min(x1, x2) - CellTree.MARGIN);
        int lastColumn = column(Math.max(x1, x2) + CellTree.MARGIN);
        int firstRow = row(Math.min(y1, y2) - CellTree.MARGIN);
        int lastRow = row(Math.max(y1, y2) + CellTree.MARGIN);
        if (firstColumn == lastColumn || firstRow == lastRow) {
            for (int row = firstRow; row <= lastRow; row++) {
                for (int column = firstColumn; column <= lastColumn; column++) {
                    touch(e, row * grid.columns() + column, cells, count);
                }
            }
        } else {
            double slope = (y2 - y1) / (x2 - x1);
            for (int column = firstColumn; column <= lastColumn; column++) {
                double yWest = CellTree.heightAt(column - CellTree.MARGIN, x1, y1, x2, y2, slope);
                double yEast = CellTree.heightAt(column + 1 + CellTree.MARGIN, x1, y1, x2, y2, slope);
                int last = row(Math.max(yWest, yEast) + CellTree.MARGIN);
                for (int row = row(Math.min(yWest, yEast) - CellTree.MARGIN); row <= last; row++) {
                    touch(e, row * grid.columns() + column, cells, count);
                }
            }
        }
        for (int row = firstRow; row <= lastRow; row++) {
            double line = grid.originY() + row * grid.rootSize();
            if (edges.crossesLine(e, line)) {
                if (count) {
                    lines[row]++;
                } else {
                    int at = lines[row]++;
                    lineEdges[at] = e;
                    lineColumns[at] = columnRightOf(e, line, x1 + (row - y1) / (y2 - y1) * (x2 - x1));
                }
            }
        }
    }

    private void touch(int e, int cell, int[] cells, boolean count) {
        int at = cells[cell]++;
        if (!count) {
            cellEdges[at] = e;
        }
    }

    /** The estimate may be off by a rounding error; the exact test has the last word. */
    private int columnRightOf(int e, double line, double estimate) {
        int column = Math.max(column(estimate) - 1, 0);
        while (column < grid.columns() && !edges.passesLeft(e, grid.originX() + column * grid.rootSize(), line)) {
            column++;
        }
        return column;
    }

    private int column(double cells) {
        return (int) Math.min(Math.max(cells, 0), grid.columns() - 1);
    }

    private int row(double cells) {
        return (int) Math.min(Math.max(cells, 0), grid.rows() - 1);
    }
}
