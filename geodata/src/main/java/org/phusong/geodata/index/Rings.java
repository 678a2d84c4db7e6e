package org.phusong.geodata.index;

import java.util.Arrays;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The rings of all polygons, one vertex after the other, each ring closed: shells turn left and holes right, so that the inside lies to the
 * left of every edge. Repeated vertices are left out.
 */
final class Rings {

    private static final int MAX_VERTICES = 1 << 29;

    private double[] vertices = new double[1 << 12];
    private int count;
    private final IntArray ringStarts = new IntArray(64);
    private final IntArray polygonStarts = new IntArray(64);
    private final IntArray layers = new IntArray(64);

    /** Appends a polygon of a layer. */
    void add(int layer, Polygon polygon) {
        if (polygon.isEmpty()) {
            return;
        }
        layers.add(layer);
        polygonStarts.add(count);
        add(polygon.getExteriorRing(), true);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            add(polygon.getInteriorRingN(i), false);
        }
    }

    private void add(LinearRing ring, boolean turnsLeft) {
        CoordinateSequence points = ring.getCoordinateSequence();
        int size = points.size();
        if (size == 0) {
            return;
        }
        ringStarts.add(count);
        reserve(size);
        boolean forward = Orientation.isCCW(points) == turnsLeft;
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        int at = 2 * count;
        for (int i = 0; i < size; i++) {
            int from = forward ? i : size - 1 - i;
            double x = points.getX(from);
            double y = points.getY(from);
            if (x != lastX || y != lastY) {
                vertices[at++] = x;
                vertices[at++] = y;
                lastX = x;
                lastY = y;
            }
        }
        count = at / 2;
    }

    private void reserve(int more) {
        if (more > MAX_VERTICES - count) {
            throw new IllegalStateException("More than " + MAX_VERTICES + " vertices: split the study area");
        }
        int needed = 2 * (count + more);
        if (needed > vertices.length) {
            vertices =
                    Arrays.copyOf(vertices, (int) Math.min(Math.max(2L * vertices.length, needed), 2L * MAX_VERTICES));
        }
    }

    int vertexCount() {
        return count;
    }

    /** x and y of each vertex. */
    double[] vertices() {
        if (vertices.length != 2 * count) {
            vertices = Arrays.copyOf(vertices, 2 * count);
        }
        return vertices;
    }

    /** Where each ring begins, and where the last one ends; a ring's last vertex begins no edge. */
    int[] ringStarts() {
        return withEnd(ringStarts);
    }

    /** The first vertex of each polygon, and where the last polygon ends. */
    int[] polygonStarts() {
        return withEnd(polygonStarts);
    }

    private int[] withEnd(IntArray starts) {
        int[] result = Arrays.copyOf(starts.toArray(), starts.size() + 1);
        result[starts.size()] = count;
        return result;
    }

    /** The layer of each polygon. */
    int[] layers() {
        return layers.toArray();
    }
}
