package org.phusong.geodata.index;

import java.util.List;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.index.strtree.STRtree;

/** What the index must say, found with a JTS locator for every area; fast enough for a million points. */
final class FastTwin {

    private record Area(int layer, IndexedPointInAreaLocator locator) {}

    private final int classCount;
    private final CoverageIndexBuilder builder;
    private final STRtree areas = new STRtree();

    FastTwin(int wardCount, int classCount) {
        this.classCount = classCount;
        this.builder = new CoverageIndexBuilder(wardCount, classCount);
    }

    void addWard(int ward, Geometry area) {
        builder.addWard(ward, area);
        add(classCount + ward, area);
    }

    void addClaim(int classId, Geometry area) {
        builder.addClaim(classId, area);
        add(classId, area);
    }

    private void add(int layer, Geometry area) {
        areas.insert(area.getEnvelopeInternal(), new Area(layer, new IndexedPointInAreaLocator(area)));
    }

    CoverageIndex index() {
        return builder.build();
    }

    /** The answer at a point, by the lookup's ids. */
    int answerAt(Lookup lookup, double x, double y) {
        int ward = -1;
        long[] classes = new long[(classCount + 63) / 64];
        Coordinate point = new Coordinate(x, y);
        for (Object found : (List<?>) areas.query(new Envelope(point))) {
            Area area = (Area) found;
            if (area.locator().locate(point) != Location.EXTERIOR) {
                int layer = area.layer();
                if (layer < classCount) {
                    classes[layer >> 6] |= 1L << layer;
                } else if (ward < 0 || layer - classCount < ward) {
                    ward = layer - classCount;
                }
            }
        }
        return lookup.answerOf(ward, classes);
    }
}
