package org.phusong.geodata.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.phusong.geodata.RealWards;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.Ward;

class WardLayerCheckTest {

    private static Ward ward(String code, String wkt) {
        try {
            return new Ward(code, "Ward " + code, new WKTReader().read(wkt), Map.of());
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<DataIssue> check(Ward... wards) {
        return WardLayerCheck.check(List.of(wards), "wards.geojson");
    }

    private static boolean covers(Ward ward, DataIssue issue) {
        Double lon = issue.lon();
        Double lat = issue.lat();
        return lon != null
                && lat != null
                && ward.geometry().covers(new GeometryFactory().createPoint(new Coordinate(lon, lat)));
    }

    @Test
    void wardsThatShareEdgesHaveNoIssue() {
        assertThat(check(
                        ward("1", "POLYGON ((106 10, 106.1 10, 106.1 10.1, 106 10.1, 106 10))"),
                        ward("2", "POLYGON ((106.1 10, 106.2 10, 106.2 10.1, 106.1 10.1, 106.1 10))"),
                        ward("3", "POLYGON ((106 10.1, 106.1 10.1, 106.2 10.1, 106.2 10.2, 106 10.2, 106 10.1))")))
                .isEmpty();
    }

    /** A neighbour's corner on a straight edge is no defect, even where rounding keeps it 1e-15 degrees off the line. */
    @Test
    void cornerOnANeighboursEdgeHasNoIssue() {
        assertThat(check(
                        ward("1", "POLYGON ((106 10, 106.1 10, 106.13 10.1, 106 10.1, 106 10))"),
                        ward("2", "POLYGON ((106.1 10, 106.2 10, 106.2 10.05, 106.115 10.05, 106.1 10))"),
                        ward("3", "POLYGON ((106.115 10.05, 106.2 10.05, 106.2 10.1, 106.13 10.1, 106.115 10.05))")))
                .isEmpty();
    }

    /** 0.001 x 0.1 degrees at latitude 10.05: 109.6 m (111,320 * cos 10.05) x 11,061 m (110,611 a degree) = 1.2125 km². */
    @Test
    void overlapNamesBothWardsTheAreaAndAPlaceInIt() {
        Ward second = ward("2", "POLYGON ((106.099 10, 106.2 10, 106.2 10.1, 106.099 10.1, 106.099 10))");
        Ward first = ward("1", "POLYGON ((106 10, 106.1 10, 106.1 10.1, 106 10.1, 106 10))");
        List<DataIssue> issues = check(second, first);
        assertThat(issues).hasSize(1);
        DataIssue overlap = issues.get(0);
        assertThat(overlap.kind()).isEqualTo(IssueKind.WARD_OVERLAP);
        assertThat(overlap.effect()).isEqualTo(Effect.WARNING);
        assertThat(overlap.recordId()).isEqualTo("1");
        assertThat(overlap.value()).isEqualTo("2");
        assertThat(squareMetres(overlap)).isCloseTo(1_212_500, within(1_500.0));
        assertThat(covers(first, overlap) && covers(second, overlap)).isTrue();
    }

    @Test
    void wardInsideAnotherAndWardFiledTwiceOverlap() {
        Ward outer = ward("1", "POLYGON ((106 10, 106.2 10, 106.2 10.2, 106 10.2, 106 10))");
        Ward inner = ward("2", "POLYGON ((106.1 10.1, 106.11 10.1, 106.11 10.11, 106.1 10.11, 106.1 10.1))");
        Ward twin = ward("3", "POLYGON ((106.1 10.1, 106.11 10.1, 106.11 10.11, 106.1 10.11, 106.1 10.1))");
        assertThat(check(outer, inner, twin))
                .extracting(i -> i.kind() + " " + i.recordId() + " " + i.value())
                .containsExactly("WARD_OVERLAP 1 2", "WARD_OVERLAP 1 3", "WARD_OVERLAP 2 3");
    }

    /** A ward whose north edge bends 0.001 degrees south of its neighbour's: triangle 0.1 x 0.001 / 2, 10,960 x 110.6 / 2 m². */
    @Test
    void gapNamesItsNeighboursTheAreaAndAPlaceInIt() {
        List<DataIssue> issues = check(
                ward("b", "POLYGON ((106 10, 106.1 10, 106.1 10.1, 106.05 10.099, 106 10.1, 106 10))"),
                ward("a", "POLYGON ((106 10.1, 106.1 10.1, 106.1 10.2, 106 10.2, 106 10.1))"));
        assertThat(issues).hasSize(1);
        DataIssue gap = issues.get(0);
        assertThat(gap.kind()).isEqualTo(IssueKind.WARD_GAP);
        assertThat(gap.value()).isEqualTo("a, b");
        assertThat(squareMetres(gap)).isCloseTo(606_000, within(2_000.0));
        assertThat(gap.lat()).isBetween(10.099, 10.1);
    }

    /** Four wards round a square without a ward: of 0.005 degrees (0.3 km²) it is a gap, of 0.02 (4.8 km²) a lake. */
    @Test
    void enclosedGroundIsAGapUpToOneSquareKilometre() {
        assertThat(check(ring(0.005))).extracting(DataIssue::kind).containsExactly(IssueKind.WARD_GAP);
        assertThat(check(ring(0.02))).isEmpty();
    }

    private static Ward[] ring(double size) {
        double west = 106;
        double east = 106 + size;
        double south = 10;
        double north = 10 + size;
        return new Ward[] {
            box("w", west - 0.1, west, south, north + 0.1),
            box("n", west, east + 0.1, north, north + 0.1),
            box("e", east, east + 0.1, south - 0.1, north),
            box("s", west - 0.1, east, south - 0.1, south)
        };
    }

    private static Ward box(String code, double west, double east, double south, double north) {
        return ward(
                code,
                "POLYGON ((" + west + " " + south + ", " + east + " " + south + ", " + east + " " + north + ", " + west
                        + " " + north + ", " + west + " " + south + "))");
    }

    @Test
    void holeThatAWardFilesIsNoGap() {
        assertThat(check(ward(
                        "1",
                        "POLYGON ((106 10, 106.1 10, 106.1 10.1, 106 10.1, 106 10),"
                                + " (106.05 10.05, 106.051 10.05, 106.051 10.051, 106.05 10.051, 106.05 10.05))")))
                .isEmpty();
    }

    @Test
    void noWardsHaveNoIssue() {
        assertThat(check()).isEmpty();
    }

    /** Facts of the file, from another tool: 41 gaps of 111 m² in all, overlaps of 0.0001 km² (50 to 150 m²) in all. */
    @Test
    void realWardsHaveTheirKnownDefects() throws Exception {
        List<Ward> wards = RealWards.read();
        List<DataIssue> issues = WardLayerCheck.check(wards, "wards_2025.geojson");
        List<DataIssue> gaps = ofKind(issues, IssueKind.WARD_GAP);
        assertThat(gaps).hasSize(41);
        assertThat(total(gaps)).isCloseTo(111, within(0.5));
        List<DataIssue> overlaps = ofKind(issues, IssueKind.WARD_OVERLAP);
        assertThat(total(overlaps)).isBetween(50.0, 150.0);
        for (DataIssue overlap : overlaps) {
            assertThat(slowOverlap(wards, overlap)).isCloseTo(squareMetres(overlap), within(0.01));
        }
        List<Ward> shuffled = new ArrayList<>(wards);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(WardLayerCheck.check(shuffled, "wards_2025.geojson")).isEqualTo(issues);
    }

    private static double slowOverlap(List<Ward> wards, DataIssue overlap) {
        Geometry a = byCode(wards, String.valueOf(overlap.recordId()));
        Geometry b = byCode(wards, overlap.value());
        return org.phusong.geodata.crs.GroundArea.squareMetres(a.intersection(b));
    }

    private static Geometry byCode(List<Ward> wards, String code) {
        return wards.stream()
                .filter(w -> w.code().equals(code))
                .findFirst()
                .orElseThrow()
                .geometry();
    }

    private static List<DataIssue> ofKind(List<DataIssue> issues, IssueKind kind) {
        return issues.stream().filter(i -> i.kind() == kind).toList();
    }

    private static double total(List<DataIssue> issues) {
        return issues.stream().mapToDouble(WardLayerCheckTest::squareMetres).sum();
    }

    private static double squareMetres(DataIssue issue) {
        return Double.parseDouble(issue.message().replaceFirst(".* cover(s)? ([0-9.]+) m².*", "$2"));
    }
}
