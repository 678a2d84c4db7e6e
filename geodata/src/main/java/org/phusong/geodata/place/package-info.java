/**
 * Where people live: households and the wards they belong to.
 *
 * <p>A ward is a polygon with a code; a household is a point with an identifier and non-negative measures (how many households,
 * how many people it stands for). Codes are strings and are never compared by name: the same name lives on with another extent.
 */
@NullMarked
package org.phusong.geodata.place;

import org.jspecify.annotations.NullMarked;
