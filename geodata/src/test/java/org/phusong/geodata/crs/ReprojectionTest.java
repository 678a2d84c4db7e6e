package org.phusong.geodata.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.Distance;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.SharedData;

class ReprojectionTest {

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Crs ZONE = Crs.parse("EPSG:9210");

    /** Points computed with PROJ 9.1.1; rows "via 5194" hold the operation that is not used, 0.8 m away. */
    @Test
    void vietnameseControlPointsAreMetWithinTwoMillimetres() throws Exception {
        Path file = SharedData.file("hcmc/vn2000_control_points.csv");
        int checked = 0;
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            List<String> cells = Arrays.asList(line.split(",", -1));
            double[] place = {Double.parseDouble(cells.get(1)), Double.parseDouble(cells.get(2))};
            double easting = Double.parseDouble(cells.get(4));
            double northing = Double.parseDouble(cells.get(5));
            Crs crs = Crs.parse(cells.get(3).replaceFirst(" via .*", ""));
            double[] there = place.clone();
            Reprojection.fromWgs84(crs).transform(there, 1);
            if (cells.get(3).endsWith("5194")) {
                assertThat(Math.hypot(there[0] - easting, there[1] - northing)).isBetween(0.7, 0.9);
                continue;
            }
            assertThat(Math.hypot(there[0] - easting, there[1] - northing)).isLessThan(0.002);
            double[] back = {easting, northing};
            Reprojection.toWgs84(crs).transform(back, 1);
            // A degree is at most 111.7 km.
            assertThat(Math.hypot(back[0] - place[0], back[1] - place[1]) * 111_700)
                    .isLessThan(0.002);
            checked++;
        }
        assertThat(checked).isEqualTo(18);
    }

    @Property(tries = 200)
    void thereAndBackEndsWhereItBegan(
            @ForAll @DoubleRange(min = 102, max = 110) double lon, @ForAll @DoubleRange(min = 8, max = 24) double lat) {
        for (String code : List.of("EPSG:9210", "EPSG:3405", "EPSG:32648", "EPSG:3857", "EPSG:4756")) {
            Crs crs = Crs.parse(code);
            double[] xy = {lon, lat};
            Reprojection.fromWgs84(crs).transform(xy, 1);
            Reprojection.toWgs84(crs).transform(xy, 1);
            // 1e-7 degrees are 1 cm. A shift of datum in two dimensions forgets the height that it gives: tens of
            // metres, turned by a
            // deflection of 225 m in 6,378 km, are millimetres.
            assertThat(xy).as(code).containsExactly(new double[] {lon, lat}, within(1e-7));
        }
    }

    @Test
    void xIsLongitudeOrEastingWhateverTheAxisOrder() {
        // EPSG:4756 is defined as latitude, longitude; EPSG:5897 as northing, easting; VN-2000 lies about 200 m from
        // WGS 84.
        double[] geographic = {106.7, 10.8};
        Reprojection.toWgs84(Crs.parse("EPSG:4756")).transform(geographic, 1);
        assertThat(geographic).containsExactly(new double[] {106.7, 10.8}, within(0.003));
        double[] projected = {500_000, 1_200_000};
        Reprojection.toWgs84(Crs.parse("EPSG:5897")).transform(projected, 1);
        assertThat(projected).containsExactly(new double[] {105, 10.85}, within(0.02));
    }

    @Test
    void pointsWithoutAPlaceBecomeNanAndLeaveTheOthersAlone() {
        double[] xy = {
            603_481.7248,
            1_191_410.3647,
            Double.NaN,
            5,
            1e12,
            1e12,
            5,
            Double.POSITIVE_INFINITY,
            106.7,
            1e300,
            603_481.7248,
            1_191_410.3647
        };
        Reprojection.toWgs84(ZONE).transform(xy, 6);
        assertThat(xy[0]).isCloseTo(106.698, within(1e-7));
        assertThat(Arrays.copyOfRange(xy, 2, 10)).containsOnly(Double.NaN);
        assertThat(xy[10]).isEqualTo(xy[0]);
        assertThat(xy[11]).isEqualTo(xy[1]);
        double[] offEarth = {200, 10, 106, 91, 106, 10};
        Reprojection.toWgs84(Crs.WGS84).transform(offEarth, 3);
        assertThat(offEarth).containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 106, 10);
        double[] wrapped = {466.7, 10.8};
        Reprojection.toWgs84(Crs.parse("EPSG:4756")).transform(wrapped, 1);
        assertThat(wrapped).containsOnly(Double.NaN);
    }

    /** Walks along the straight edge in the CRS of filing and measures how far the stored line is from each point, on the ground. */
    @Property(tries = 100)
    void densifiedEdgeStaysWithinOneMillimetreOfTheStraightLine(
            @ForAll @DoubleRange(min = 300_000, max = 700_000) double x,
            @ForAll @DoubleRange(min = 900_000, max = 1_500_000) double y,
            @ForAll @DoubleRange(min = -60_000, max = 60_000) double dx,
            @ForAll @DoubleRange(min = -60_000, max = 60_000) double dy) {
        for (String code : List.of("EPSG:9210", "EPSG:32648")) {
            assertEdge(Reprojection.toWgs84(Crs.parse(code)), x, y, x + dx, y + dy);
        }
        assertEdge(Reprojection.toWgs84(Crs.parse("EPSG:4756")), 106, 10, 106 + dx / 1e5, 10 + dy / 1e5);
    }

    /** Where an edge crosses the central meridian or the equator its curve bends both ways and meets the chord in the middle. */
    @Test
    void edgeWithTwoBendsIsHeldToo() {
        Reprojection utm = Reprojection.toWgs84(Crs.parse("EPSG:32648"));
        assertEdge(utm, 480_000, -30_000, 520_000, 30_000);
        assertEdge(utm, 400_000, -900, 600_000, 900);
        assertEdge(utm, 499_600, -300, 500_400, 300);
    }

    private static void assertEdge(Reprojection reprojection, double ax, double ay, double bx, double by) {
        LineString edge =
                FACTORY.createLineString(new Coordinate[] {new CoordinateXY(ax, ay), new CoordinateXY(bx, by)});
        Coordinate[] line = reprojection.transform(edge).getCoordinates();
        for (int i = 0; i <= 97; i++) {
            double share = i / 97.0;
            double[] at = {ax + share * (bx - ax), ay + share * (by - ay)};
            reprojection.transform(at, 1);
            double shrink = Math.cos(Math.toRadians(at[1]));
            Coordinate[] metres = Arrays.stream(line)
                    .map(c -> new CoordinateXY((c.x - at[0]) * 111_700 * shrink, (c.y - at[1]) * 111_700))
                    .toArray(Coordinate[]::new);
            assertThat(Distance.pointToSegmentString(new CoordinateXY(0, 0), metres))
                    .isLessThan(0.001);
        }
    }

    /** Two squares of 30 km side by side, their common edge filed in opposite directions, with a vertex in it. */
    @Property(tries = 50)
    void sharedEdgesStayShared(
            @ForAll @DoubleRange(min = 400_000, max = 600_000) double x,
            @ForAll @DoubleRange(min = 1_000_000, max = 1_300_000) double y) {
        Coordinate south = new CoordinateXY(x, y);
        Coordinate middle = new CoordinateXY(x + 7, y + 11_003.3);
        Coordinate north = new CoordinateXY(x - 91, y + 30_000);
        Polygon west = polygon(
                south, middle, north, new CoordinateXY(x - 30_000, y + 30_000), new CoordinateXY(x - 30_000, y));
        Polygon east = polygon(
                north, middle, south, new CoordinateXY(x + 30_000, y), new CoordinateXY(x + 30_000, y + 30_000));
        Reprojection reprojection = Reprojection.toWgs84(ZONE);
        Geometry westPlace = reprojection.transform(west);
        Geometry eastPlace = reprojection.transform(east);
        List<Coordinate> shared = commonPart(westPlace, eastPlace);
        assertThat(shared).hasSizeGreaterThan(5);
        // Equal vertices leave no sliver: the areas of two shares of one whole add up, to rounding.
        assertThat(westPlace.union(eastPlace).getArea())
                .isCloseTo(westPlace.getArea() + eastPlace.getArea(), within(1e-13));
        assertThat(westPlace.intersection(eastPlace).getDimension()).isEqualTo(1);
        Geometry reversed = reprojection.transform(west.reverse());
        assertThat(reversed.reverse().equalsExact(westPlace)).isTrue();
    }

    private static List<Coordinate> commonPart(Geometry a, Geometry b) {
        List<Coordinate> reversed = Arrays.asList(b.getCoordinates());
        Collections.reverse(reversed);
        return Arrays.stream(a.getCoordinates()).filter(reversed::contains).toList();
    }

    private static Polygon polygon(Coordinate... open) {
        Coordinate[] ring = Arrays.copyOf(open, open.length + 1);
        ring[open.length] = open[0].copy();
        return FACTORY.createPolygon(ring);
    }

    @Test
    void geometryOffTheProjectionIsRefusedWithItsVertex() {
        Geometry far = FACTORY.toGeometry(new Envelope(500_000, 1e9, 1_000_000, 1_100_000));
        assertThatThrownBy(() -> Reprojection.toWgs84(ZONE).transform(far))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining("1.0E9")
                .hasMessageContaining("EPSG:9210");
    }

    @Test
    void edgesThatNeedMillionsOfPointsAreRefused() {
        // Diagonals over half the world are curves of 10,000 km in longitude / latitude.
        Coordinate[] zigzag = new Coordinate[401];
        for (int i = 0; i < zigzag.length; i++) {
            zigzag[i] = i % 2 == 0 ? new CoordinateXY(-1.9e7, -1.9e7 + i) : new CoordinateXY(1.9e7, 1.9e7 - i);
        }
        LineString line = FACTORY.createLineString(zigzag);
        assertThatThrownBy(() -> Reprojection.toWgs84(Crs.parse("EPSG:3857")).transform(line))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining("1 mm");
    }

    @Test
    void wgs84IsLeftAsItIs() {
        Geometry filed = FACTORY.toGeometry(new Envelope(106, 107, 10, 11));
        Reprojection identity = Reprojection.toWgs84(Crs.WGS84);
        assertThat(identity.isIdentity()).isTrue();
        assertSame(filed, identity.transform(filed));
        assertThat(Reprojection.toWgs84(ZONE).isIdentity()).isFalse();
    }
}
