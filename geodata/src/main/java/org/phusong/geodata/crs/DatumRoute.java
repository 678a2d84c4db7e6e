package org.phusong.geodata.crs;

import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.referencing.CRS;

/**
 * The way from one CRS to WGS 84 longitude / latitude and back. GeoTools' transforms are immutable, so this is thread-safe.
 */
final class DatumRoute {

    private final CoordinateReferenceSystem crs;
    private final MathTransform toWgs84;
    private final MathTransform fromWgs84;
    private final double metresPerUnit;

    /** @param metresPerUnit metres in a unit of a projected CRS; 0 for a geographic one */
    DatumRoute(CoordinateReferenceSystem crs, MathTransform toWgs84, MathTransform fromWgs84, double metresPerUnit) {
        this.crs = crs;
        this.toWgs84 = toWgs84;
        this.fromWgs84 = fromWgs84;
        this.metresPerUnit = metresPerUnit;
    }

    double metresPerUnit() {
        return metresPerUnit;
    }

    boolean isSameAs(DatumRoute other) {
        return CRS.equalsIgnoreMetadata(crs, other.crs);
    }

    void toWgs84(double[] xy, int points) {
        transform(toWgs84, xy, points);
    }

    void fromWgs84(double[] xy, int points) {
        transform(fromWgs84, xy, points);
    }

    /** In place; a point that cannot be transformed becomes NaN, and the others are not touched by its failure. */
    private static void transform(MathTransform transform, double[] xy, int points) {
        double[] result = new double[2 * points];
        try {
            transform.transform(xy, 0, result, 0, points);
        } catch (TransformException | RuntimeException | AssertionError e) {
            for (int i = 0; i < points; i++) {
                try {
                    transform.transform(xy, 2 * i, result, 2 * i, 1);
                } catch (TransformException | RuntimeException | AssertionError one) {
                    result[2 * i] = Double.NaN;
                    result[2 * i + 1] = Double.NaN;
                }
            }
        }
        System.arraycopy(result, 0, xy, 0, 2 * points);
    }
}
