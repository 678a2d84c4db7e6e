package org.phusong.geodata.index;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/**
 * Builds a {@link CoverageIndex} from wards and claims, on all cores; the index is the same whatever their number. Not thread-safe; use
 * once.
 *
 * <p>Geometries are valid polygons or multipolygons in degrees. Polygons of one class may overlap; so may wards.
 */
public final class CoverageIndexBuilder {

    private static final int MAX_ORIGINS = 64;

    private final int wardCount;
    private final int classCount;
    private final Rings rings = new Rings();

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
            rings.add(layer, polygon);
        }
    }

    /**
     * Builds the index.
     *
     * @throws IllegalArgumentException when coordinates are no degrees
     */
    public CoverageIndex build() {
        return build(Runtime.getRuntime().availableProcessors());
    }

    CoverageIndex build(int threads) {
        Workers workers = new Workers(threads);
        double[] vertices = rings.vertices();
        int[] layers = rings.layers();
        int[] polygonStarts = rings.polygonStarts();
        Grid grid = grid(vertices);
        Edges edges = new Edges(vertices);
        RootCells cells = new RootCells(edges, rings.ringStarts(), grid, workers);
        IndexPart[] parts = new IndexPart[grid.rows()];
        workers.run(parts.length, () -> {
            RowBuilder rows = new RowBuilder(cells, edges, grid, polygonStarts, layers, classCount);
            return row -> parts[row] = rows.build(row);
        });
        return joined(grid, parts, vertices, workers);
    }

    private CoverageIndex joined(Grid grid, IndexPart[] parts, double[] vertices, Workers workers) {
        Answers answers = new Answers(classCount);
        long[] classes = new long[(classCount + 63) / 64];
        // What is nowhere in the layers has answer 0.
        answers.idOf(-1, classes);
        int[][] answerIds = new int[parts.length][];
        int[] firstNodes = new int[parts.length + 1];
        int[] firstLeaves = new int[parts.length + 1];
        int[] firstEdges = new int[parts.length + 1];
        for (int row = 0; row < parts.length; row++) {
            firstNodes[row + 1] = Math.addExact(firstNodes[row], parts[row].nodes().length);
            firstLeaves[row + 1] = Math.addExact(firstLeaves[row], parts[row].leaves().length);
            firstEdges[row + 1] = Math.addExact(firstEdges[row], parts[row].leafEdges().length);
            Answers own = parts[row].answers();
            answerIds[row] = new int[own.count()];
            for (int id = 0; id < own.count(); id++) {
                own.classes(id, classes);
                answerIds[row][id] = answers.idOf(own.ward(id), classes);
            }
        }
        int[] root = new int[grid.rows() * grid.columns()];
        int[] nodes = new int[firstNodes[parts.length]];
        int[] leaves = new int[firstLeaves[parts.length]];
        int[] leafEdges = new int[firstEdges[parts.length]];
        workers.run(parts.length, () -> row -> {
            IndexPart part = parts[row];
            part.move(firstNodes[row], firstLeaves[row], firstEdges[row], answerIds[row]);
            System.arraycopy(part.root(), 0, root, row * grid.columns(), grid.columns());
            System.arraycopy(part.nodes(), 0, nodes, firstNodes[row], part.nodes().length);
            System.arraycopy(part.leaves(), 0, leaves, firstLeaves[row], part.leaves().length);
            System.arraycopy(part.leafEdges(), 0, leafEdges, firstEdges[row], part.leafEdges().length);
        });
        return new CoverageIndex(
                grid,
                classCount,
                wardCount,
                root,
                nodes,
                leaves,
                leafEdges,
                vertices,
                answers.wards(),
                answers.classes());
    }

    private Grid grid(double[] vertices) {
        if (vertices.length == 0) {
            return new Grid(0, 0, 0, 0, 1, 1);
        }
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < vertices.length; at += 2) {
            minX = Math.min(minX, vertices[at]);
            maxX = Math.max(maxX, vertices[at]);
            minY = Math.min(minY, vertices[at + 1]);
            maxY = Math.max(maxY, vertices[at + 1]);
        }
        if (!(minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90)) {
            throw new IllegalArgumentException("Coordinates are no degrees: x " + minX + " to " + maxX + ", y " + minY
                    + " to " + maxY + "; accepted are -180 to 180 and -90 to 90");
        }
        for (int attempt = 0; attempt < MAX_ORIGINS; attempt++) {
            Grid grid = Grid.over(minX, minY, maxX, maxY, vertices.length / 2, attempt);
            if (grid.isClear(vertices)) {
                return grid;
            }
        }
        throw new IllegalStateException("No grid origin of " + MAX_ORIGINS + " keeps all vertices off the grid lines");
    }
}
