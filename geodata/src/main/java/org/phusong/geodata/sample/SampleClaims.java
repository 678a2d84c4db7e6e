package org.phusong.geodata.sample;

import java.util.List;

/**
 * All claims of a sample.
 *
 * @param fixed fibre, cable and fixed wireless, layer by layer
 * @param mobile LTE and NR, layer by layer
 * @param pixelMetres side of the pixels that the areas were traced from; 50 unless the region is too large for it
 */
public record SampleClaims(List<SampleClaim> fixed, List<SampleClaim> mobile, int pixelMetres) {

    /** Makes up the claims of a region. */
    public static SampleClaims of(SampleRegion region) {
        PixelGrid grid = PixelGrid.over(region.box(), 2 * PixelGrid.FINEST_METRES);
        WardRaster raster = new WardRaster(region, grid);
        return new SampleClaims(new FixedNetworks(raster).claims(), new MobileNetworks(raster).claims(), grid.metres());
    }
}
