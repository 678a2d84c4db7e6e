package org.phusong.geodata.index;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Builds a {@link CoverageIndex} from wards and claims. Not thread-safe; use once.
 *
 * <p>Geometries are valid polygons or multipolygons in degrees. Polygons of one class may overlap; so may wards.
 */
public final class CoverageIndexBuilder {

    private static final int MAX_ORIGINS = 64;

    private final int wardCount;
    private final int classCount;
    private final Edges edges = new Edges();
    private final IntArray layerOfPolygon = new IntArray(1024);
    private final IntArray firstEdgeOfPolygon = new IntArray(1024);

    /**
     * A builder for so many wards and classes.
     *
     * @param wardCount wards are numbered from 0 in the order of their codes, so that the smallest code wins
     * @param classCount claim classes are numbered from 0
     */
    public CoverageIndexBuilder(int wardCount, int classCount) {
        this.wardCount = wardCount;
        this.classCount = classCount;
    }

    /**
     * Adds the area of a ward.
     *
     * @throws IllegalArgumentException when the geometry has a part that is no polygon
     */
    public void addWard(int ward, Geometry area) {
        add(classCount + checked(ward, wardCount), area);
    }

    /**
     * Adds the area of a claim.
     *
     * @throws IllegalArgumentException when the geometry has a part that is no polygon
     */
    public void addClaim(int classId, Geometry area) {
        add(checked(classId, classCount), area);
    }

    private static int checked(int id, int count) {
        if (id < 0 || id >= count) {
            throw new IllegalArgumentException("id " + id + " is not among " + count);
        }
        return id;
    }

    private void add(int layer, Geometry area) {
        for (int i = 0; i < area.getNumGeometries(); i++) {
            if (!(area.getGeometryN(i) instanceof Polygon polygon)) {
                throw new IllegalArgumentException(
                        "The index takes polygons, not " + area.getGeometryN(i).getGeometryType());
            }
            layerOfPolygon.add(layer);
            firstEdgeOfPolygon.add(edges.count());
            edges.addPolygon(polygon);
        }
    }

    /** Builds the index. */
    public CoverageIndex build() {
        int polygons = layerOfPolygon.size();
        firstEdgeOfPolygon.add(edges.count());
        Grid grid = grid();
        int[] layers = layerOfPolygon.toArray();
        CellTree tree = new CellTree(edges, layers, classCount, grid);
        RootCells cells = new RootCells(edges, firstEdgeOfPolygon.toArray(), grid);
        Decided[] decided = new Decided[cells.count()];
        for (int polygon = 0; polygon < polygons; polygon++) {
            int layer = layers[polygon];
            cells.add(polygon, cell -> {
                Decided known = decided[cell];
                if (known == null) {
                    known = tree.nothing();
                    decided[cell] = known;
                }
                known.cover(layer, classCount);
            });
        }
        int[] root = new int[cells.count()];
        cells.forEach((cell, content) -> {
            Decided known = decided[cell];
            int row = cell / grid.columns();
            int column = cell - row * grid.columns();
            root[cell] = tree.build(
                    grid.originX() + column * grid.rootSize(),
                    grid.originY() + row * grid.rootSize(),
                    known == null ? tree.nothing() : known,
                    content);
        });
        return tree.finish(root, wardCount);
    }

    private Grid grid() {
        if (edges.count() == 0) {
            return new Grid(0, 0, 0, 0, 1, 1);
        }
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int e = 0; e < edges.count(); e++) {
            minX = Math.min(minX, edges.ax(e));
            maxX = Math.max(maxX, edges.bx(e));
            minY = Math.min(minY, Math.min(edges.ay(e), edges.by(e)));
            maxY = Math.max(maxY, Math.max(edges.ay(e), edges.by(e)));
        }
        if (!(minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90)) {
            throw new IllegalArgumentException("Coordinates are no degrees: x " + minX + " to " + maxX + ", y " + minY
                    + " to " + maxY + "; accepted are -180 to 180 and -90 to 90");
        }
        for (int attempt = 0; attempt < MAX_ORIGINS; attempt++) {
            Grid grid = Grid.over(minX, minY, maxX, maxY, edges.count(), attempt);
            if (isClear(grid)) {
                return grid;
            }
        }
        throw new IllegalStateException("No grid origin of " + MAX_ORIGINS + " keeps all vertices off the grid lines");
    }

    /** The parity rules need that no vertex lies on a horizontal grid line. */
    private boolean isClear(Grid grid) {
        for (int e = 0; e < edges.count(); e++) {
            if (grid.onRowLine(edges.ay(e)) || grid.onRowLine(edges.by(e))) {
                return false;
            }
        }
        return true;
    }
}
