/**
 * The one door to GeoTools: coordinate reference systems, reprojection to and from WGS 84, and area on the ground.
 *
 * <p>A {@link org.phusong.geodata.crs.Crs} is read from whatever a file or a study says (code, URN, WKT, PROJJSON); a
 * {@link org.phusong.geodata.crs.Reprojection} takes its coordinates to longitude / latitude. Three rules hold throughout:
 *
 * <ul>
 *   <li>x is easting or longitude and y is northing or latitude, whatever the axis order of the CRS itself;
 *   <li>VN-2000 goes to WGS 84 by the operation EPSG:6960 and no other;
 *   <li>a datum whose shift to WGS 84 is unknown is refused: a guess would move every household by hundreds of metres.
 * </ul>
 *
 * <p>Nothing of GeoTools shows in a public signature, and WGS 84 itself never opens the EPSG database, which takes seconds.
 */
@NullMarked
package org.phusong.geodata.crs;

import org.jspecify.annotations.NullMarked;
