package org.phusong.geodata.place;

import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The smallest box around something on the ground, WGS 84 degrees.
 *
 * @param west smallest longitude
 * @param south smallest latitude
 * @param east largest longitude
 * @param north largest latitude
 */
public record GeoBox(double west, double south, double east, double north) {

    /** The box around a geometry that is not empty. */
    public static GeoBox around(Geometry geometry) {
        Envelope envelope = geometry.getEnvelopeInternal();
        return new GeoBox(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY());
    }
}
