/**
 * The coverage index: for a point, the ward it belongs to and the set of claim classes that reach it, exactly as JTS {@code covers} says.
 *
 * <p>One overlay answers everything. A grid of root cells lies over the study area; a cell that boundaries cross is split four by four,
 * again and again, until few edges are left in it. A cell that no boundary crosses carries the final answer. A cell that is crossed is a
 * <em>leaf</em>: it carries what is decided there, and for each layer (a claim class, or a ward) how often its polygons wind around the
 * cell's lower left corner, and their edges in the cell. Edges between the corner and the point change that number; the layer covers the
 * point where it is above 0, or where the point lies on an edge. Edges are held as small integers, which decide nearly always; where a
 * proven bound says that they might be wrong, the exact coordinates decide.
 *
 * <p>{@link org.phusong.geodata.index.CoverageIndexBuilder} builds: {@code Rings} collects vertices, {@code RootCells} sorts edges to root
 * cells, {@code RowBuilder} and {@code CellTree} split the cells of a row, {@code LeafWriter} writes leaves.
 * {@link org.phusong.geodata.index.CoverageIndex} is immutable and shared by threads, {@link org.phusong.geodata.index.Lookup} answers
 * for one thread: {@code Leaf} by integers, {@code ExactTest} by coordinates, {@code Outcomes} and {@code Answers} number what comes
 * out.
 */
@NullMarked
package org.phusong.geodata.index;

import org.jspecify.annotations.NullMarked;
