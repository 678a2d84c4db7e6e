package org.phusong.geodata.index;

/**
 * The polygons that have edges in a cell, with those edges.
 *
 * @param polygons ids
 * @param inside one a polygon: whether the cell's lower left corner is inside it
 * @param starts where the edges of each polygon begin in {@code edges}; one more entry than polygons
 * @param edges edge ids, those of one polygon together
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; flat arrays keep the build fast
record CellContent(int[] polygons, boolean[] inside, int[] starts, int[] edges) {}
