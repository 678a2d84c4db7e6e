package org.phusong.geodata.reference;

import java.util.BitSet;
import java.util.List;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.sample.Noise;
import org.phusong.geodata.sample.PixelGrid;
import org.phusong.geodata.sample.PixelMask;

/**
 * Ragged areas with holes and specks: noise over the pixels of a turned grid, cut at a level. LTE indoor is LTE outdoor cut higher, so that
 * it lies within it but for its specks.
 */
final class MobileAreas {

    private static final double TERRAIN_METRES = 2_600;

    private final CityFrame frame;
    private final PixelGrid grid;
    private final double grain;
    private final double specks;

    MobileAreas(CityFrame frame, ReferenceVariant variant) {
        this.frame = frame;
        int metres = variant.pixelMetres();
        this.grid = new PixelGrid(frame.plane(), metres, Math.max(8, (int) (frame.width() / metres)), Math.max(8, (int)
                (frame.height() / metres)));
        this.grain = variant.grain();
        this.specks = variant.specks();
    }

    /** The polygons of a layer. */
    List<Polygon> of(ReferenceService.Layer layer) {
        boolean nr = layer.service() == ReferenceService.NR;
        double level = layer.service() == ReferenceService.LTE_OUTDOOR ? 0.42 : 0.6;
        Noise terrain = frame.noise().named((nr ? "NR " : "LTE ") + layer.operator());
        Noise pixels = terrain.named("pixels");
        double step = grid.metres() / TERRAIN_METRES;
        BitSet reached = new BitSet(grid.size());
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                double x = (column + 0.5 - grid.columns() / 2.0) / grid.columns();
                double y = (row + 0.5 - grid.rows() / 2.0) / grid.rows();
                // Stronger in the middle, by as much as terrain takes at the rim.
                double town = 0.35 * (0.5 - 2 * (x * x + y * y));
                double signal =
                        terrain.ragged(column * step, row * step) + town + grain * (pixels.uniform(column, row) - 0.5);
                if (signal > level != pixels.uniform(-column - 1, row) < specks) {
                    reached.set(row * grid.columns() + column);
                }
            }
        }
        return new PixelMask(grid, reached).polygons();
    }
}
