package org.phusong.geodata.index;

import java.util.Arrays;

/** Builds the root cells of one row after the other. For one thread. */
final class RowBuilder {

    private final RootCells cells;
    private final Grid grid;
    private final int[] polygonStarts;
    private final int[] layers;
    private final CellTree tree;
    // The polygons that have the lower left corner of each cell of the row inside, ascending.
    private final int[] insideStarts;
    private int[] inside = new int[1024];
    private final IntArray spans = new IntArray(1024);
    private int[] columns = new int[64];

    RowBuilder(RootCells cells, Edges edges, Grid grid, int[] polygonStarts, int[] layers, int classCount) {
        this.cells = cells;
        this.grid = grid;
        this.polygonStarts = polygonStarts;
        this.layers = layers;
        this.tree = new CellTree(edges, grid, layers, classCount);
        this.insideStarts = new int[grid.columns() + 2];
    }

    IndexPart build(int row) {
        tree.reset();
        findSpans(row);
        fillInside();
        int[] root = new int[grid.columns()];
        int shift = grid.rootShift();
        for (int column = 0; column < root.length; column++) {
            fill(tree.rootContent(), row * grid.columns() + column, column);
            root[column] = tree.build((long) column << shift, (long) row << shift);
        }
        return tree.part(root);
    }

    /** Spans of columns whose corners a polygon has inside: between its odd crossings of the row's lower line and its even ones. */
    private void findSpans(int row) {
        spans.clear();
        int at = cells.firstOfLine(row);
        int end = cells.firstOfLine(row + 1);
        while (at < end) {
            int polygon = polygonOf(cells.crossingEdge(at));
            int count = 0;
            for (; at < end && cells.crossingEdge(at) < polygonStarts[polygon + 1]; at++) {
                if (count == columns.length) {
                    columns = Arrays.copyOf(columns, 2 * count);
                }
                columns[count++] = cells.crossingColumn(at);
            }
            Arrays.sort(columns, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                if (columns[i] < columns[i + 1]) {
                    spans.add(polygon);
                    spans.add(columns[i]);
                    spans.add(columns[i + 1]);
                }
            }
        }
    }

    private void fillInside() {
        // First the change in the number of polygons from column to column, then their number, then where their list
        // ends.
        Arrays.fill(insideStarts, 0);
        for (int i = 0; i < spans.size(); i += 3) {
            insideStarts[spans.get(i + 1)]++;
            insideStarts[spans.get(i + 2)]--;
        }
        int polygons = 0;
        int sum = 0;
        for (int column = 0; column < grid.columns(); column++) {
            polygons += insideStarts[column];
            insideStarts[column] = sum;
            sum = Math.addExact(sum, polygons);
        }
        if (inside.length < sum) {
            inside = new int[sum + sum / 2];
        }
        for (int i = 0; i < spans.size(); i += 3) {
            for (int column = spans.get(i + 1); column < spans.get(i + 2); column++) {
                inside[insideStarts[column]++] = spans.get(i);
            }
        }
    }

    private void fill(CellContent content, int cell, int column) {
        int in = column == 0 ? 0 : insideStarts[column - 1];
        int inEnd = insideStarts[column];
        int at = cells.firstOfCell(cell);
        int end = cells.firstOfCell(cell + 1);
        content.reserve(end - at, end - at);
        while (at < end) {
            int polygon = polygonOf(cells.edge(at));
            int stop = polygonStarts[polygon + 1];
            for (; in < inEnd && inside[in] < polygon; in++) {
                content.cover(layers[inside[in]]);
            }
            int corner = in < inEnd && inside[in] == polygon ? 1 : 0;
            in += corner;
            for (; at < end && cells.edge(at) < stop; at++) {
                content.edges[content.edgeCount++] = cells.edge(at);
            }
            content.endPolygon(polygon, corner);
        }
        for (; in < inEnd; in++) {
            content.cover(layers[inside[in]]);
        }
    }

    private int polygonOf(int edge) {
        int at = Arrays.binarySearch(polygonStarts, edge);
        return at < 0 ? -2 - at : at;
    }
}
