/**
 * Can the polygons be trusted? Repair of single geometries and the check of a ward layer as a whole.
 *
 * <p>{@link org.phusong.geodata.check.GeometryRepair} gives a {@link org.phusong.geodata.check.GeometryVerdict} on one geometry: valid,
 * repaired by a named repair, or beyond repair. {@link org.phusong.geodata.check.WardLayerCheck} looks at all wards together and
 * reports where two cover the same ground and where none covers the ground between them.
 */
@NullMarked
package org.phusong.geodata.check;

import org.jspecify.annotations.NullMarked;
