package org.phusong.jobs.bench;

import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceLayer;
import org.phusong.geodata.reference.ReferenceWorkload;

/** The same counts by plain JTS: one tree over the boxes of all polygons as filed, an indexed locator for each; one thread. */
final class JtsPeer {

    private final STRtree tree = new STRtree();
    private final int wards;
    private final int layers;

    /** A polygon with what it says of the points that it covers. */
    private record Area(int ward, long bit, IndexedPointInAreaLocator locator) {

        Area(int ward, long bit, Geometry polygon) {
            this(ward, bit, new IndexedPointInAreaLocator(polygon));
        }
    }

    JtsPeer(ReferenceWorkload workload) {
        this.wards = workload.wards();
        this.layers = ReferenceWorkload.classes().size();
        int number = 0;
        for (ReferenceCity city : workload.cities()) {
            for (Ward ward : city.wards()) {
                tree.insert(ward.geometry().getEnvelopeInternal(), new Area(number++, 0, ward.geometry()));
            }
            List<ReferenceLayer> all = city.layers();
            for (int layer = 0; layer < layers; layer++) {
                for (Polygon polygon : all.get(layer).polygons()) {
                    tree.insert(polygon.getEnvelopeInternal(), new Area(-1, 1L << layer, polygon));
                }
            }
        }
        tree.build();
    }

    WardLayerCounts count(double[] xs, double[] ys) {
        WardLayerCounts counts = new WardLayerCounts(wards, layers);
        for (int i = 0; i < xs.length; i++) {
            Coordinate point = new Coordinate(xs[i], ys[i]);
            int[] ward = {-1};
            long[] bits = {0};
            tree.query(new Envelope(point), item -> {
                Area area = (Area) item;
                // What is known already need not be asked again.
                boolean asks = area.ward() < 0 ? (bits[0] & area.bit()) == 0 : ward[0] < 0 || area.ward() < ward[0];
                if (asks && area.locator().locate(point) != Location.EXTERIOR) {
                    bits[0] |= area.bit();
                    ward[0] = area.ward() < 0 ? ward[0] : area.ward();
                }
            });
            counts.add(ward[0], bits[0], 1);
        }
        return counts;
    }
}
