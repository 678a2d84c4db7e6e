package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;

/**
 * Areas of fibre, cable and fixed wireless. Together they reach exactly what is no {@linkplain NotSpots not-spot}; some further claims are
 * for businesses only or planned, and serve no household.
 */
final class FixedNetworks {

    private static final double DISTRICT_METRES = 1_600;

    private final WardRaster raster;
    private final Noise noise;
    private final double[] urbanity;
    private final BitSet served;
    private final List<SampleClaim> claims = new ArrayList<>();

    FixedNetworks(WardRaster raster) {
        this.raster = raster;
        this.noise = new Noise(raster.region().seed()).named("fixed");
        this.urbanity = raster.urbanity();
        this.served = new NotSpots(raster).servedPixels();
    }

    /** All claims, layer by layer. */
    List<SampleClaim> claims() {
        Absences absences = new Absences(raster);
        BitSet withoutCable = absences.pixelsOf(absences.wardsWithout(SampleOperator.CANH_DIEU));
        BitSet withoutHaiDang = absences.pixelsOf(absences.wardsWithout(SampleOperator.HAI_DANG));

        BitSet fibre = where("fibre", 0.36, 0.25);
        BitSet gigabit = where("fibre", 0.52, 0.35);
        BitSet cable = without(where("cable", 0.58, 0.5), withoutCable);
        BitSet oldFibre = without(where("old fibre", 0.66, 0.2), withoutCable);
        BitSet wireless = where("wireless", 0.6, 0);
        // Gió Biển takes whatever nobody else wires, so that the union is all that is served.
        BitSet left = (BitSet) served.clone();
        left.andNot(fibre);
        left.andNot(cable);
        left.andNot(oldFibre);
        wireless.or(left);
        BitSet fastWireless = without(where("fast wireless", 0.55, 0.2), withoutHaiDang);
        BitSet business = without(where("business", 0.6, 0.5), withoutCable);
        BitSet planned = planned();

        add(SampleOperator.SONG_XANH, Technology.FTTH, 300, 300, null, Customer.BOTH, ClaimStatus.AVAILABLE, fibre);
        add(SampleOperator.SONG_XANH, Technology.FTTH, 1000, 1000, null, Customer.BOTH, ClaimStatus.AVAILABLE, gigabit);
        add(SampleOperator.SONG_XANH, Technology.FTTH, 1000, 1000, null, Customer.BOTH, ClaimStatus.PLANNED, planned);
        add(SampleOperator.CANH_DIEU, Technology.HFC, 150, 20, null, Customer.BOTH, ClaimStatus.AVAILABLE, cable);
        add(
                SampleOperator.CANH_DIEU,
                Technology.FTTH,
                80,
                80,
                null,
                Customer.RESIDENTIAL,
                ClaimStatus.AVAILABLE,
                oldFibre);
        add(
                SampleOperator.CANH_DIEU,
                Technology.FTTH,
                2000,
                2000,
                null,
                Customer.BUSINESS,
                ClaimStatus.AVAILABLE,
                business);
        add(SampleOperator.GIO_BIEN, Technology.FWA, 60, 10, 40.0, Customer.BOTH, ClaimStatus.AVAILABLE, wireless);
        add(
                SampleOperator.HAI_DANG,
                Technology.FWA_LICENSED,
                200,
                50,
                20.0,
                Customer.BOTH,
                ClaimStatus.AVAILABLE,
                fastWireless);
        return List.copyOf(claims);
    }

    /** Served pixels where the noise of a layer passes a level, which is lower in town. */
    private BitSet where(String layer, double level, double lowerInTown) {
        Noise own = noise.named(layer);
        double scale = raster.grid().metres() / DISTRICT_METRES;
        BitSet pixels = new BitSet(raster.grid().size());
        for (int pixel = served.nextSetBit(0); pixel >= 0; pixel = served.nextSetBit(pixel + 1)) {
            double height = own.ragged(
                    raster.grid().column(pixel) * scale, raster.grid().row(pixel) * scale);
            if (height > level - lowerInTown * (urbanity[raster.ward(pixel)] - 0.5)) {
                pixels.set(pixel);
            }
        }
        return pixels;
    }

    private BitSet planned() {
        Noise own = noise.named("planned");
        double scale = raster.grid().metres() / DISTRICT_METRES;
        BitSet pixels = new BitSet(raster.grid().size());
        for (int pixel = 0; pixel < raster.grid().size(); pixel++) {
            if (raster.ward(pixel) >= 0
                    && !served.get(pixel)
                    && own.ragged(
                                    raster.grid().column(pixel) * scale,
                                    raster.grid().row(pixel) * scale)
                            > 0.6) {
                pixels.set(pixel);
            }
        }
        return pixels;
    }

    private static BitSet without(BitSet pixels, BitSet others) {
        pixels.andNot(others);
        return pixels;
    }

    private void add(
            SampleOperator operator,
            Technology technology,
            double downMbps,
            double upMbps,
            @Nullable Double latencyMs,
            Customer customer,
            ClaimStatus status,
            BitSet pixels) {
        ClaimClass attributes = new ClaimClass(
                operator.title(),
                technology,
                downMbps,
                upMbps,
                latencyMs,
                null,
                null,
                customer,
                status,
                Evidence.DECLARED);
        new PixelMask(raster.grid(), pixels).polygons().forEach(area -> claims.add(new SampleClaim(attributes, area)));
    }
}
