package org.phusong.geodata.reference;

import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.claim.ClaimClass;

/**
 * What one operator claims of one service in a city.
 *
 * @param attributes the class of all its claims
 * @param polygons the area of each claim, degrees; those of fixed services overlap
 */
public record ReferenceLayer(ClaimClass attributes, List<Polygon> polygons) {

    public ReferenceLayer {
        polygons = List.copyOf(polygons);
    }

    /** Vertices of all rings, the repeated first one of each included. */
    public long vertices() {
        return polygons.stream().mapToLong(Polygon::getNumPoints).sum();
    }
}
