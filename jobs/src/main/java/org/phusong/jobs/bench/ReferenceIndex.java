package org.phusong.jobs.bench;

import java.util.List;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.index.CoverageIndexBuilder;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.reference.ReferenceCity;
import org.phusong.geodata.reference.ReferenceLayer;
import org.phusong.geodata.reference.ReferenceWorkload;

/** The index over a reference workload: wards by code, one class a layer. */
final class ReferenceIndex {

    private final CoverageIndexBuilder builder;
    private int ward;

    /** Takes the polygons over, city by city. */
    ReferenceIndex(ReferenceWorkload workload) {
        builder = new CoverageIndexBuilder(
                workload.wards(), ReferenceWorkload.classes().size());
        for (ReferenceCity city : workload.cities()) {
            for (Ward each : city.wards()) {
                builder.addWard(ward++, each.geometry());
            }
            List<ReferenceLayer> layers = city.layers();
            for (int layer = 0; layer < layers.size(); layer++) {
                for (var polygon : layers.get(layer).polygons()) {
                    builder.addClaim(layer, polygon);
                }
            }
        }
    }

    /** Builds the index; once. */
    CoverageIndex build() {
        return builder.build();
    }
}
