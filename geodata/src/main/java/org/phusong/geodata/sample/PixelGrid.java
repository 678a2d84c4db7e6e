package org.phusong.geodata.sample;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/**
 * Square pixels over a region, turned a little against the meridian as those of a national grid are.
 *
 * <p>Immutable. Columns grow to the east, rows to the north; pixel (c, r) spans columns c to c + 1 and rows r to r + 1.
 */
public final class PixelGrid {

    /** Side of a pixel where the region is not too large for it, metres. */
    static final int FINEST_METRES = 50;

    /** Pixels of a grid at most: beyond it pixels become coarser in steps of ten metres, so that a layer fits in memory. */
    static final int MAX_PIXELS = 12_000_000;

    // 0.15 degrees: no edge of a claim is parallel to an edge of the storage grid.
    private static final double TURN = StrictMath.toRadians(0.15);
    private static final double COS = StrictMath.cos(TURN);
    private static final double SIN = StrictMath.sin(TURN);

    private final Plane plane;
    private final int metres;
    private final int columns;
    private final int rows;

    /**
     * A grid around the centre of a plane.
     *
     * @param metres side of a pixel
     */
    public PixelGrid(Plane plane, int metres, int columns, int rows) {
        this.plane = plane;
        this.metres = metres;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * The finest grid over a box of longitudes and latitudes.
     *
     * @param marginMetres how far the grid reaches beyond the box
     */
    static PixelGrid over(Envelope box, double marginMetres) {
        Coordinate centre = box.centre();
        Plane plane = Plane.around(centre.x, centre.y);
        double width = box.getWidth() * plane.metresPerDegreeLon();
        double height = box.getHeight() * Plane.METRES_PER_DEGREE_LAT;
        // The turned grid must still reach the corners.
        double across = width * COS + height * SIN + 2 * marginMetres;
        double along = height * COS + width * SIN + 2 * marginMetres;
        int metres = FINEST_METRES;
        while ((across / metres + 1) * (along / metres + 1) > MAX_PIXELS) {
            metres += 10;
        }
        return new PixelGrid(plane, metres, (int) (across / metres) + 1, (int) (along / metres) + 1);
    }

    /** Side of a pixel, metres. */
    public int metres() {
        return metres;
    }

    /** Pixels from west to east. */
    public int columns() {
        return columns;
    }

    /** Pixels from south to north. */
    public int rows() {
        return rows;
    }

    /** Number of pixels; pixel (c, r) has index r * columns + c. */
    public int size() {
        return columns * rows;
    }

    /** Column of the pixel of an index. */
    public int column(int pixel) {
        return pixel % columns;
    }

    /** Row of the pixel of an index. */
    public int row(int pixel) {
        return pixel / columns;
    }

    /** The place at fractional column and row. */
    Coordinate place(double column, double row) {
        double u = (column - columns / 2.0) * metres;
        double v = (row - rows / 2.0) * metres;
        return new Coordinate(plane.lon(u * COS - v * SIN), plane.lat(u * SIN + v * COS));
    }

    /** The fractional column (x) and row (y) of a place. */
    Coordinate pixel(double lon, double lat) {
        double x = plane.x(lon);
        double y = plane.y(lat);
        return new Coordinate((x * COS + y * SIN) / metres + columns / 2.0, (y * COS - x * SIN) / metres + rows / 2.0);
    }
}
