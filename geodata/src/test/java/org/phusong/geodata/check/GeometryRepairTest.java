package org.phusong.geodata.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.phusong.geodata.check.GeometryVerdict.Impossible;
import org.phusong.geodata.check.GeometryVerdict.Repaired;
import org.phusong.geodata.check.GeometryVerdict.Valid;
import org.phusong.geodata.crs.GroundArea;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;

class GeometryRepairTest {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void validPolygonIsTakenAsFiledInEitherDirection() {
        Geometry square = wkt("POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))");
        assertThat(((Valid) GeometryRepair.repair(square)).geometry().equalsExact(square))
                .isTrue();
        assertThat(GeometryRepair.repair(square.reverse())).isInstanceOf(Valid.class);
    }

    @Test
    void heightsAreDropped() {
        Geometry flat =
                ((Valid) GeometryRepair.repair(wkt("POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 1 5, 0 0 5))"))).geometry();
        assertThat(Arrays.stream(flat.getCoordinates()).mapToDouble(Coordinate::getZ))
                .containsOnly(Double.NaN);
    }

    /** The bow tie crosses itself at (1, 1); its loops are equal and run opposite ways, so as filed they cancel. */
    @Test
    void bowTieBecomesItsTwoLoops() {
        Repaired repaired = (Repaired) GeometryRepair.repair(wkt("POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))"));
        assertThat(repaired.repair()).isEqualTo("JTS GeometryFixer");
        assertThat(repaired.fault()).isEqualTo("Self-intersection");
        assertThat(repaired.place()).isEqualTo(new GeoPoint(1, 1));
        Geometry loops = wkt("MULTIPOLYGON (((0 0, 1 1, 0 2, 0 0)), ((1 1, 2 0, 2 2, 1 1)))");
        assertThat(repaired.geometry().equalsTopo(loops)).isTrue();
        assertThat(repaired.squareMetresBefore()).isCloseTo(0, within(1.0));
        assertThat(repaired.squareMetresAfter()).isCloseTo(GroundArea.squareMetres(loops), within(1.0));
        assertThat(repaired.message()).contains("Self-intersection", "JTS GeometryFixer", "m²");
    }

    @Test
    void overlappingPartsAreCoveredOnce() {
        Repaired repaired = (Repaired) GeometryRepair.repair(
                wkt("GEOMETRYCOLLECTION (POLYGON ((0 0, 2 0, 2 1, 0 1, 0 0)), POLYGON ((1 0, 3 0, 3 1, 1 1, 1 0)))"));
        assertThat(repaired.geometry().equalsTopo(wkt("POLYGON ((0 0, 3 0, 3 1, 0 1, 0 0))")))
                .isTrue();
        // Two and two degrees of longitude as filed, three after.
        assertThat(repaired.squareMetresBefore() / repaired.squareMetresAfter()).isCloseTo(4.0 / 3, within(1e-9));
    }

    @Test
    void collectionOfPolygonsAloneIsAMultipolygon() {
        Valid valid = (Valid) GeometryRepair.repair(wkt(
                "GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0)), MULTIPOLYGON (((5 5, 6 5, 6 6, 5 5)), EMPTY))"));
        assertThat(valid.geometry().getGeometryType()).isEqualTo("MultiPolygon");
        assertThat(valid.geometry().getNumGeometries()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POLYGON EMPTY | GEOMETRY_MISSING",
                "GEOMETRYCOLLECTION EMPTY | GEOMETRY_MISSING",
                "POINT EMPTY | GEOMETRY_TYPE",
                "POINT (1 1) | GEOMETRY_TYPE",
                "LINESTRING (0 0, 1 1) | GEOMETRY_TYPE",
                "GEOMETRYCOLLECTION (POLYGON ((0 0, 1 0, 1 1, 0 0)), LINESTRING (0 0, 1 1)) | GEOMETRY_TYPE",
                "POLYGON ((0 0, 1 0, 2 0, 0 0)) | GEOMETRY_INVALID",
                "POLYGON ((3 3, 3 3, 3 3, 3 3)) | GEOMETRY_INVALID",
                "POLYGON ((0 0, 181 0, 1 1, 0 0)) | COORDINATE_OUT_OF_RANGE",
                "POLYGON ((0 0, 1e300 0, 1 1, 0 0)) | COORDINATE_OUT_OF_RANGE",
                "POLYGON ((0 0, NaN 0, 1 1, 0 0)) | COORDINATE_OUT_OF_RANGE"
            })
    void whatCannotBeRepairedSaysWhyAndWhatWouldBeAccepted(String filed, IssueKind kind) {
        Impossible impossible = (Impossible) GeometryRepair.repair(wkt(filed));
        assertThat(impossible.kind()).isEqualTo(kind);
        assertThat(impossible.reason()).contains("accepted are");
    }

    @Test
    void noGeometryIsMissing() {
        assertThat(((Impossible) GeometryRepair.repair(null)).kind()).isEqualTo(IssueKind.GEOMETRY_MISSING);
    }

    @Test
    void infiniteCoordinatesAreOutOfRange() {
        Coordinate[] ring = {
            new CoordinateXY(0, 0),
            new CoordinateXY(Double.POSITIVE_INFINITY, 0),
            new CoordinateXY(1, 1),
            new CoordinateXY(0, 0)
        };
        assertThat(((Impossible) GeometryRepair.repair(FACTORY.createPolygon(ring))).kind())
                .isEqualTo(IssueKind.COORDINATE_OUT_OF_RANGE);
    }

    @Test
    void nestingWithoutEndIsNoReasonToFail() {
        Geometry nested = wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))");
        for (int i = 0; i < 20_000; i++) {
            nested = FACTORY.createGeometryCollection(new Geometry[] {nested});
        }
        assertThat(GeometryRepair.repair(nested)).isInstanceOf(Valid.class);
    }

    /** Whatever the ring, the verdict is one of three and what is usable is valid. */
    @Property(tries = 300)
    void anyRingHasAVerdict(@ForAll @Size(min = 6, max = 40) List<@DoubleRange(min = -3, max = 3) Double> numbers) {
        Coordinate[] ring = new Coordinate[numbers.size() / 2 + 1];
        for (int i = 0; i < ring.length - 1; i++) {
            // Rounded, so that rings touch and repeat themselves often.
            ring[i] = new CoordinateXY(Math.rint(numbers.get(2 * i)), Math.rint(numbers.get(2 * i + 1)));
        }
        ring[ring.length - 1] = ring[0].copy();
        GeometryVerdict verdict = GeometryRepair.repair(FACTORY.createPolygon(ring));
        if (verdict instanceof Valid valid) {
            assertThat(valid.geometry().isValid()).isTrue();
        } else if (verdict instanceof Repaired repaired) {
            assertThat(repaired.geometry().isValid()).isTrue();
            assertThat(repaired.squareMetresAfter()).isPositive();
        } else {
            assertThat(((Impossible) verdict).kind()).isEqualTo(IssueKind.GEOMETRY_INVALID);
        }
    }
}
