package org.phusong.geodata.reference;

import java.util.List;
import org.phusong.geodata.place.Ward;

/** One city of a reference workload. Immutable; its layers are made when asked for, two calls give equal ones. */
public final class ReferenceCity {

    private final ReferenceVariant variant;
    private final CityFrame frame;
    private final double size;
    private final WardGrid grid;
    private final int firstWard;

    ReferenceCity(ReferenceVariant variant, CityFrame frame, double size, WardGrid grid, int firstWard) {
        this.variant = variant;
        this.frame = frame;
        this.size = size;
        this.grid = grid;
        this.firstWard = firstWard;
    }

    /** The wards, by code. Neighbours share the very vertices of their common side. */
    public List<Ward> wards() {
        return grid.wards(firstWard);
    }

    /** The 24 layers in the order of {@link ReferenceWorkload#classes()}; made on all cores. */
    public List<ReferenceLayer> layers() {
        MobileAreas mobile = new MobileAreas(frame, variant);
        FixedAreas fixed = new FixedAreas(frame, new StreetGrid(frame));
        return ReferenceService.layers().parallelStream()
                .map(layer -> {
                    int blobs = (int) Math.ceil(layer.service().blobs() * size);
                    return new ReferenceLayer(
                            layer.attributes(), blobs == 0 ? mobile.of(layer) : fixed.of(layer, blobs));
                })
                .toList();
    }
}
