/**
 * The reference workload: made-up wards, coverage and households of the size and raggedness that the speed of PhuSong is judged by.
 *
 * <p>A {@linkplain org.phusong.geodata.reference.ReferenceVariant variant} says how fine the layers are and how many cities there are;
 * {@link org.phusong.geodata.reference.ReferenceWorkload} is the whole, {@link org.phusong.geodata.reference.ReferenceCity} one city at a
 * time with its wards and its 24 layers, four operators times six services, and
 * {@link org.phusong.geodata.reference.ReferenceHouseholds} any number of points on street grids, in random row order or in the order of
 * space. Everything follows from a seed by hashing places and row numbers, so that any part can be made without the rest.
 *
 * <p>Unlike {@link org.phusong.geodata.sample}, which is to look like a filing, this is to be as hard as one: every household row is
 * usable, and most of them lie near some edge.
 */
@NullMarked
package org.phusong.geodata.reference;

import org.jspecify.annotations.NullMarked;
