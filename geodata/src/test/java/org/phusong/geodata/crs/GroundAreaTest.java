package org.phusong.geodata.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.PolygonArea;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.phusong.geodata.RealWards;
import org.phusong.geodata.place.Ward;

class GroundAreaTest {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Geometry box(double west, double east, double south, double north) {
        return FACTORY.toGeometry(new Envelope(west, east, south, north));
    }

    /** The ellipsoid's surface is 510,065,621.724 km² (Moritz, Geodetic Reference System; WGS 84 by its axes). */
    @Test
    void theWholeEarthHasTheSurfaceOfTheEllipsoid() {
        assertThat(GroundArea.squareMetres(box(-180, 180, -90, 90)) / 1e6).isCloseTo(510_065_621.724, within(0.001));
    }

    /**
     * A square of 1e-5 degrees at the equator: a quarter of a millionth of a radian squared on radii a and a(1 - e²):
     * (1e-5 * pi / 180)² * 6,378,137² * (1 - 0.00669438) = 1.230907 m².
     */
    @Test
    void aSliverKeepsItsDigits() {
        assertThat(GroundArea.squareMetres(box(106, 106.00001, 0, 0.00001))).isCloseTo(1.230907, within(1e-5));
    }

    @Test
    void holesAreTakenOffAndDirectionDoesNotMatter() {
        Geometry hole = box(106.2, 106.4, 10.2, 10.4);
        LinearRing inner = ((Polygon) hole).getExteriorRing();
        Polygon ring =
                FACTORY.createPolygon(((Polygon) box(106, 107, 10, 11)).getExteriorRing(), new LinearRing[] {inner});
        double expected = GroundArea.squareMetres(box(106, 107, 10, 11)) - GroundArea.squareMetres(hole);
        assertThat(GroundArea.squareMetres(ring)).isCloseTo(expected, within(0.01));
        assertThat(GroundArea.squareMetres(ring.reverse())).isCloseTo(expected, within(0.01));
        Geometry nested = FACTORY.createGeometryCollection(new Geometry[] {
            FACTORY.createGeometryCollection(new Geometry[] {ring}), FACTORY.createPoint(new Coordinate(106, 10))
        });
        assertThat(GroundArea.squareMetres(nested)).isCloseTo(expected, within(0.01));
        assertThat(GroundArea.squareMetres(FACTORY.createPolygon())).isZero();
    }

    /** A library of geodesics as the slow twin; edges are cut to 100 m, where its geodesics and our straight lines agree. */
    @Property(tries = 50)
    void agreesWithALibraryOfGeodesics(
            @ForAll @DoubleRange(min = 102, max = 110) double lon,
            @ForAll @DoubleRange(min = -60, max = 60) double lat,
            @ForAll @DoubleRange(min = 0, max = 360) double degrees) {
        Geometry square = AffineTransformation.rotationInstance(Math.toRadians(degrees), lon, lat)
                .transform(box(lon - 0.05, lon + 0.05, lat - 0.05, lat + 0.05));
        double expected = geodesicArea(org.locationtech.jts.densify.Densifier.densify(square, 0.001));
        assertThat(GroundArea.squareMetres(square)).isCloseTo(expected, within(expected * 1e-8));
    }

    /** 6,694.7 km² by the plane of UTM 48N, whose scale is about 1.0001 in the east of the city; 6,693.1 km² on the ellipsoid. */
    @Test
    void realWardsAddUpToTheCity() throws Exception {
        double ours = 0;
        double twin = 0;
        for (Ward ward : RealWards.read()) {
            ours += GroundArea.squareMetres(ward.geometry());
            twin += geodesicArea(ward.geometry());
        }
        assertThat(ours / 1e6).isCloseTo(6694.7, within(2.0));
        assertThat(ours).isCloseTo(twin, within(twin * 1e-6));
    }

    private static double geodesicArea(Geometry geometry) {
        double area = 0;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(i);
            area += geodesicRing(polygon.getExteriorRing());
            for (int k = 0; k < polygon.getNumInteriorRing(); k++) {
                area -= geodesicRing(polygon.getInteriorRingN(k));
            }
        }
        return area;
    }

    private static double geodesicRing(LinearRing ring) {
        PolygonArea area = new PolygonArea(Geodesic.WGS84, false);
        Arrays.stream(ring.getCoordinates()).skip(1).forEach(c -> area.AddPoint(c.y, c.x));
        return Math.abs(area.Compute().area);
    }
}
