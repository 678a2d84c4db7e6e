/**
 * The coverage index: for a point, the ward it belongs to and the set of claim classes that reach it, exactly as JTS {@code covers} says.
 *
 * <p>One overlay answers everything. A grid of root cells lies over the study area; a cell that boundaries cross is split four by four,
 * again and again, until few edges are left in it. A cell that no boundary crosses carries the final answer. A cell that is crossed is a
 * <em>leaf</em>: it carries what is decided there, and for each polygon with edges in the cell those edges and whether the cell's
 * lower left corner is inside. From the corner to the point leads a path inside the cell, along its lower side and then straight up; each
 * edge it crosses changes inside to outside. So the edges of one small cell decide, however large the polygon is.
 *
 * <p>{@link org.phusong.geodata.index.CoverageIndexBuilder} builds, {@link org.phusong.geodata.index.CoverageIndex} is immutable and
 * shared by threads, {@link org.phusong.geodata.index.Lookup} answers for one thread.
 */
@NullMarked
package org.phusong.geodata.index;

import org.jspecify.annotations.NullMarked;
