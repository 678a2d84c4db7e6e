package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.place.Ward;

/**
 * A made-up city of 40 wards in the open sea, where there is none: 39 wards that tile the mainland on both banks of a river, and one on
 * two islands. The river lies inside wards and has no households; one ward has none at all.
 *
 * <p>Wards are the cells of a honeycomb with shifted corners. Two neighbours share the very vertices of their edge: it is roughened by
 * midpoint displacement that depends on the edge alone.
 */
public final class SampleCity {

    /** Name of the level above the ward, the side of the river, in {@link Ward#groups()}. */
    public static final String BANK = "bank";

    private static final GeometryFactory FACTORY = new GeometryFactory();
    private static final Plane PLANE = Plane.around(107.2, 9.6);
    private static final int COLUMNS = 7;
    private static final int ROWS = 6;
    private static final double SIDE_METRES = 1_500;
    private static final int EDGE_HALVINGS = 5;
    private static final int EMPTY_WARD = 6;
    private static final double TOWN_METRES = 4_200;
    private static final double WEIGHT_STEP_METRES = 200;
    private static final List<String> NAMES = List.of(
            "Bến Đá",
            "Cầu Mây",
            "Hàng Dương",
            "Gò Sậy",
            "Chợ Nổi Cũ",
            "Đồng Sim",
            "Rừng Đước Xanh",
            "Bãi Sò",
            "Xóm Lưới",
            "Giếng Ngọc",
            "Vườn Trầu",
            "Ngã Ba Thuyền",
            "Lò Gốm Đỏ",
            "Cồn Én",
            "Mái Ngói",
            "Suối Tre",
            "Hòa Sóng",
            "Phú Mây",
            "Tân Nắng",
            "An Triều",
            "Vĩnh Gió",
            "Thạnh Muối",
            "Bình Sen",
            "Long Hải Âu",
            "Mỹ Trăng",
            "Đông Buồm",
            "Tây Lúa",
            "Nam Sương",
            "Bắc Đèn",
            "Kim Sa Mới",
            "Lộc Biếc",
            "Trường Sậy",
            "Thanh Vịnh",
            "Xuân Bến",
            "Hạ Cờ",
            "Thu Lưu",
            "Đông Hồ Cá",
            "Cửa Lạch",
            "Mũi Neo");

    private final Noise shape;
    private final Noise life;

    private SampleCity(long seed) {
        shape = new Noise(seed).named("wards");
        life = new Noise(seed).named("people");
    }

    /** The city of a seed. */
    public static SampleRegion region(long seed) {
        SampleCity city = new SampleCity(seed);
        List<Ward> wards = city.wards();
        List<Double> weights = new ArrayList<>();
        for (int i = 0; i < wards.size(); i++) {
            weights.add(i == EMPTY_WARD ? 0.0 : city.people(wards.get(i).geometry()));
        }
        return new SampleRegion(wards, weights, city::density, seed);
    }

    private List<Ward> wards() {
        List<Ward> wards = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                boolean sea = (row == 0 && column == 0) || (row == ROWS - 1 && (column == 0 || column == COLUMNS - 1));
                if (!sea) {
                    String bank = row < ROWS / 2 ? "Bờ nam" : "Bờ bắc";
                    wards.add(ward(wards.size(), "Phường " + NAMES.get(wards.size()), mainland(column, row), bank));
                }
            }
        }
        wards.add(ward(wards.size(), "Đặc khu Hòn Vọng", islands(), "Đảo"));
        return wards;
    }

    private static Ward ward(int index, String name, Geometry geometry, String bank) {
        // Codes with a leading zero, as official ones have.
        return new Ward(String.format(Locale.ROOT, "%05d", 9_001 + 3 * index), name, geometry, Map.of(BANK, bank));
    }

    /** A cell of the honeycomb; corners are whole numbers of half widths and half sides, so that neighbours name them alike. */
    private Polygon mainland(int column, int row) {
        int i = 2 * column + row % 2;
        int j = 3 * row;
        int[][] corners = {{i, j - 2}, {i + 1, j - 1}, {i + 1, j + 1}, {i, j + 2}, {i - 1, j + 1}, {i - 1, j - 1}};
        List<Coordinate> ring = new ArrayList<>();
        for (int k = 0; k < corners.length; k++) {
            int[] from = corners[k];
            int[] to = corners[(k + 1) % corners.length];
            ring.addAll(edge(from, to));
        }
        return polygon(ring);
    }

    /** The vertices of an edge without its end, the same ones whichever way it is walked. */
    private List<Coordinate> edge(int[] from, int[] to) {
        boolean forward = from[1] < to[1] || (from[1] == to[1] && from[0] < to[0]);
        int[] first = forward ? from : to;
        int[] second = forward ? to : from;
        List<Coordinate> line = new ArrayList<>();
        line.add(corner(first));
        long edge = (first[0] * 1_000L + first[1]) * 1_000 + second[0] * 31L + second[1];
        roughen(line, corner(first), corner(second), edge, 1, EDGE_HALVINGS);
        if (!forward) {
            Collections.reverse(line);
        }
        return line.subList(0, line.size() - 1);
    }

    private Coordinate corner(int[] corner) {
        double x = (corner[0] - COLUMNS) * SIDE_METRES * Math.sqrt(3) / 2;
        double y = (corner[1] - 1.5 * (ROWS - 1)) * SIDE_METRES / 2;
        double shift = 0.3 * SIDE_METRES;
        return new Coordinate(
                x + shift * (shape.uniform(2L * corner[0], corner[1]) - 0.5),
                y + shift * (shape.uniform(2L * corner[0] + 1, corner[1]) - 0.5));
    }

    /** Appends the vertices after {@code a} up to {@code b}, each midpoint moved sideways by up to a tenth of its segment. */
    private void roughen(List<Coordinate> line, Coordinate a, Coordinate b, long edge, long node, int halvings) {
        if (halvings == 0) {
            line.add(b);
            return;
        }
        double sideways = 0.22 * (shape.uniform(edge, node) - 0.5);
        Coordinate middle =
                new Coordinate((a.x + b.x) / 2 - sideways * (b.y - a.y), (a.y + b.y) / 2 + sideways * (b.x - a.x));
        roughen(line, a, middle, edge, 2 * node, halvings - 1);
        roughen(line, middle, b, edge, 2 * node + 1, halvings - 1);
    }

    private Geometry islands() {
        double east = (COLUMNS + 3) * SIDE_METRES * Math.sqrt(3) / 2;
        return FACTORY.createMultiPolygon(
                new Polygon[] {island(east, -2_000, 1_300, 1), island(east + 1_200, 700, 450, 2)});
    }

    private Polygon island(double x, double y, double radius, int number) {
        double[][] corners = {{1, 0}, {0.45, 0.9}, {-0.5, 0.8}, {-1.1, 0.1}, {-0.4, -0.9}, {0.6, -0.7}};
        List<Coordinate> ring = new ArrayList<>();
        for (int k = 0; k < corners.length; k++) {
            double[] from = corners[k];
            double[] to = corners[(k + 1) % corners.length];
            Coordinate a = new Coordinate(x + radius * from[0], y + radius * from[1]);
            Coordinate b = new Coordinate(x + radius * to[0], y + radius * to[1]);
            List<Coordinate> line = new ArrayList<>();
            line.add(a);
            roughen(line, a, b, -10L * number - k, 1, EDGE_HALVINGS - 1);
            ring.addAll(line.subList(0, line.size() - 1));
        }
        return polygon(ring);
    }

    private static Polygon polygon(List<Coordinate> metres) {
        Coordinate[] ring = new Coordinate[metres.size() + 1];
        for (int i = 0; i < metres.size(); i++) {
            ring[i] = new Coordinate(PLANE.lon(metres.get(i).x), PLANE.lat(metres.get(i).y));
        }
        ring[metres.size()] = ring[0].copy();
        return FACTORY.createPolygon(ring);
    }

    /** Dense in the middle, thin at the rim, rough everywhere, none on the river. */
    private double density(double lon, double lat) {
        double x = PLANE.x(lon);
        double y = PLANE.y(lat);
        double middle = -700 + 1_800 * (life.smooth(x / 4_000, 17) - 0.5);
        double halfWidth = 90 + 70 * life.smooth(x / 2_500, 29);
        boolean river = Math.abs(y - middle) < halfWidth && x < COLUMNS * SIDE_METRES;
        double far = (x * x + y * y) / (TOWN_METRES * TOWN_METRES);
        return river ? 0 : (0.05 + StrictMath.exp(-far)) * (0.25 + 1.5 * life.ragged(x / 900, y / 900));
    }

    /** The density summed over a ward, on a grid of sample places. */
    private double people(Geometry ward) {
        IndexedPointInAreaLocator locator = new IndexedPointInAreaLocator(ward);
        Envelope box = ward.getEnvelopeInternal();
        double sum = 0;
        for (double y = PLANE.y(box.getMinY()); y < PLANE.y(box.getMaxY()); y += WEIGHT_STEP_METRES) {
            for (double x = PLANE.x(box.getMinX()); x < PLANE.x(box.getMaxX()); x += WEIGHT_STEP_METRES) {
                Coordinate place = new Coordinate(PLANE.lon(x), PLANE.lat(y));
                if (locator.locate(place) == Location.INTERIOR) {
                    sum += density(place.x, place.y);
                }
            }
        }
        return sum;
    }
}
