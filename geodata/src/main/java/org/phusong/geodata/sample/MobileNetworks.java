package org.phusong.geodata.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;

/**
 * Areas of LTE and NR around made-up towers: a signal that falls with distance, roughened by terrain, cut at two floors.
 *
 * <p>The signal falls by 36 dB a decade, near the COST 231 Hata model for towns; it is -105 dBm at the reach of a tower.
 */
final class MobileNetworks {

    private static final double EDGE_DBM = -105;
    private static final double STRONG_DBM = -95;
    /** What walls cost: an area claimed indoors has that much more outdoors. */
    private static final double WALLS_DB = 15;

    private static final double DB_PER_DECADE = 36;
    private static final double HILL_METRES = 900;
    private static final double VALLEY_METRES = 2_400;
    /** Beyond this multiple of the reach no terrain lifts a signal above the floor. */
    private static final double FARTHEST = 1.9;

    private final WardRaster raster;
    private final PixelGrid grid;
    private final Noise noise;
    private final double[] urbanity;
    private final Absences absences;
    private final List<SampleClaim> claims = new ArrayList<>();

    MobileNetworks(WardRaster raster) {
        this.raster = raster;
        this.grid = raster.grid();
        this.noise = new Noise(raster.region().seed()).named("mobile");
        this.urbanity = raster.urbanity();
        this.absences = new Absences(raster);
    }

    /**
     * Towers of one operator and technology.
     *
     * @param spacingMetres between towers
     * @param reachMetres of a tower on level ground
     * @param townsOnly true when only denser wards have them
     */
    private record Rollout(double spacingMetres, double reachMetres, boolean townsOnly) {}

    /** All claims, layer by layer. */
    List<SampleClaim> claims() {
        Rollout nr = new Rollout(1_000, 900, true);
        add(SampleOperator.SONG_XANH, Technology.LTE, new Rollout(1_700, 1_900, false), true);
        add(SampleOperator.SONG_XANH, Technology.NR, nr, false);
        add(SampleOperator.CANH_DIEU, Technology.LTE, new Rollout(2_200, 1_700, false), false);
        add(SampleOperator.GIO_BIEN, Technology.LTE, new Rollout(1_900, 1_900, false), true);
        add(SampleOperator.GIO_BIEN, Technology.NR, nr, false);
        add(SampleOperator.HAI_DANG, Technology.LTE, new Rollout(2_400, 2_100, false), false);
        add(SampleOperator.HAI_DANG, Technology.NR, new Rollout(1_300, 900, true), false);
        return List.copyOf(claims);
    }

    private void add(SampleOperator operator, Technology technology, Rollout rollout, boolean indoor) {
        BitSet excluded = absences.pixelsOf(absences.wardsWithout(operator));
        if (technology == Technology.NR) {
            excluded.or(absences.pixelsOf(absences.wardsWithoutNr()));
        }
        float[] signal = signal(operator, technology, rollout);
        claim(operator, technology, EDGE_DBM, Environment.OUTDOOR, cut(signal, EDGE_DBM, excluded));
        claim(operator, technology, STRONG_DBM, Environment.OUTDOOR, cut(signal, STRONG_DBM, excluded));
        if (indoor) {
            claim(operator, technology, EDGE_DBM, Environment.INDOOR, cut(signal, EDGE_DBM + WALLS_DB, excluded));
        }
    }

    /** Signal at the centre of every pixel, dBm; minus infinity where no tower reaches. */
    private float[] signal(SampleOperator operator, Technology technology, Rollout rollout) {
        float[] nearest = nearest(noise.named(operator.name() + technology), rollout);
        Noise own = noise.named(operator.name());
        Noise hills = noise.named("hills");
        Noise valleys = noise.named("valleys");
        double hill = grid.metres() / HILL_METRES;
        double valley = grid.metres() / VALLEY_METRES;
        for (int pixel = 0; pixel < nearest.length; pixel++) {
            if (nearest[pixel] == Float.POSITIVE_INFINITY) {
                nearest[pixel] = Float.NEGATIVE_INFINITY;
                continue;
            }
            double column = grid.column(pixel);
            double row = grid.row(pixel);
            double distance = Math.max(1e-4, nearest[pixel]);
            // nearest holds squares of distances, so that the logarithm counts half.
            double signal = EDGE_DBM
                    - DB_PER_DECADE / 2 * StrictMath.log10(distance)
                    + 12 * (hills.ragged(column * hill, row * hill) - 0.5)
                    + 8 * (own.ragged(column * hill * 1.7, row * hill * 1.7) - 0.5);
            // Deep valleys are in the shadow of every tower: the common not-spots.
            double depth = 0.23 - valleys.ragged(column * valley, row * valley);
            nearest[pixel] = (float) (depth > 0 ? signal - 300 * depth : signal);
        }
        return nearest;
    }

    /** The square of the distance to the nearest tower in units of its reach; infinite beyond {@link #FARTHEST}. */
    private float[] nearest(Noise towers, Rollout rollout) {
        float[] nearest = new float[grid.size()];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        double step = rollout.spacingMetres() / grid.metres();
        for (int j = 0; j * step < grid.rows(); j++) {
            for (int i = 0; i * step < grid.columns(); i++) {
                double column = (i + 0.15 + 0.7 * towers.uniform(2L * i, j)) * step;
                double row = (j + 0.15 + 0.7 * towers.uniform(2L * i + 1, j)) * step;
                if (stands(towers, rollout, i, j, column, row)) {
                    double reach = rollout.reachMetres() * (0.85 + 0.3 * towers.uniform(-i - 1, j)) / grid.metres();
                    stamp(nearest, column, row, reach);
                }
            }
        }
        return nearest;
    }

    private boolean stands(Noise towers, Rollout rollout, int i, int j, double column, double row) {
        if (column >= grid.columns() || row >= grid.rows()) {
            return false;
        }
        int ward = raster.ward(((int) row) * grid.columns() + (int) column);
        if (ward < 0) {
            return false;
        }
        double chance = rollout.townsOnly() ? 3 * (urbanity[ward] - 0.12) : 0.75 + urbanity[ward];
        return towers.uniform(i, -j - 1) < chance;
    }

    private void stamp(float[] nearest, double column, double row, double reach) {
        double far = FARTHEST * reach;
        int lastRow = Math.min(grid.rows() - 1, (int) (row + far));
        int lastColumn = Math.min(grid.columns() - 1, (int) (column + far));
        for (int r = Math.max(0, (int) (row - far)); r <= lastRow; r++) {
            double dy = (r + 0.5 - row) / reach;
            for (int c = Math.max(0, (int) (column - far)); c <= lastColumn; c++) {
                double dx = (c + 0.5 - column) / reach;
                double square = dx * dx + dy * dy;
                int pixel = r * grid.columns() + c;
                if (square <= FARTHEST * FARTHEST && square < nearest[pixel]) {
                    nearest[pixel] = (float) square;
                }
            }
        }
    }

    private static BitSet cut(float[] signal, double floorDbm, BitSet excluded) {
        BitSet pixels = new BitSet(signal.length);
        for (int pixel = 0; pixel < signal.length; pixel++) {
            if (signal[pixel] >= floorDbm && !excluded.get(pixel)) {
                pixels.set(pixel);
            }
        }
        return pixels;
    }

    private void claim(
            SampleOperator operator, Technology technology, double signalDbm, Environment environment, BitSet pixels) {
        ClaimClass attributes = new ClaimClass(
                operator.title(),
                technology,
                null,
                null,
                null,
                signalDbm,
                environment,
                Customer.BOTH,
                ClaimStatus.AVAILABLE,
                Evidence.DECLARED);
        new PixelMask(grid, pixels).polygons().forEach(area -> claims.add(new SampleClaim(attributes, area)));
    }
}
