package org.phusong.geodata.sample;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;

/**
 * Where nobody offers fixed broadband, tuned so that the figures are worth looking at: some wards just fail a target of 95 %, some just
 * pass it, a few fail it by far, and the study as a whole is a little below it.
 *
 * <p>Not-spots are blobs of noise that prefer thinly settled ground. Each ward has a threshold of its own, the quantile of the noise
 * among its people.
 */
final class NotSpots {

    /** Share of all people without fixed broadband. */
    static final double STUDY_SHARE = 0.0512;

    private static final int BINS = 2048;
    private static final double BLOB_METRES = 700;

    private final WardRaster raster;
    private final Noise noise;
    private final double[] meanDensity;
    private final double[] thresholds;

    NotSpots(WardRaster raster) {
        this.raster = raster;
        this.noise = new Noise(raster.region().seed()).named("not-spots");
        this.meanDensity = meanDensity();
        this.thresholds = thresholds(shares());
    }

    /** Pixels of wards where somebody offers fixed broadband. */
    BitSet servedPixels() {
        BitSet served = new BitSet(raster.grid().size());
        for (int pixel = 0; pixel < raster.grid().size(); pixel++) {
            int ward = raster.ward(pixel);
            if (ward >= 0 && height(pixel, raster.centre(pixel)) >= thresholds[ward]) {
                served.set(pixel);
            }
        }
        return served;
    }

    private double density(Coordinate place) {
        return raster.region().density().at(place.x, place.y);
    }

    private double[] meanDensity() {
        double[] sums = new double[raster.region().wards().size()];
        for (int pixel = 0; pixel < raster.grid().size(); pixel++) {
            if (raster.ward(pixel) >= 0) {
                sums[raster.ward(pixel)] += density(raster.centre(pixel));
            }
        }
        for (int ward = 0; ward < sums.length; ward++) {
            sums[ward] /= Math.max(1, raster.pixelsOf(ward));
        }
        return sums;
    }

    /** What a pixel has for service, 0 to 1: the least well placed go without. */
    private double height(int pixel, Coordinate place) {
        double density = density(place);
        double mean = meanDensity[raster.ward(pixel)];
        double scale = raster.grid().metres() / BLOB_METRES;
        double column = raster.grid().column(pixel);
        double row = raster.grid().row(pixel);
        return 0.7 * noise.ragged(column * scale, row * scale) + 0.3 * (density > 0 ? density / (density + mean) : 0);
    }

    private double[] thresholds(double[] shares) {
        double[][] people = new double[shares.length][];
        for (int pixel = 0; pixel < raster.grid().size(); pixel++) {
            int ward = raster.ward(pixel);
            if (ward >= 0) {
                if (people[ward] == null) {
                    people[ward] = new double[BINS];
                }
                Coordinate place = raster.centre(pixel);
                int bin = Math.min(BINS - 1, (int) (height(pixel, place) * BINS));
                people[ward][bin] += density(place);
            }
        }
        double[] result = new double[shares.length];
        for (int ward = 0; ward < shares.length; ward++) {
            double[] bins = people[ward] == null ? new double[BINS] : people[ward];
            double wanted = shares[ward] * Arrays.stream(bins).sum();
            double below = 0;
            int bin = 0;
            while (bin < BINS && below + bins[bin] <= wanted) {
                below += bins[bin++];
            }
            // Within the bin people are taken to be spread evenly.
            double part = bin < BINS && bins[bin] > 0 ? (wanted - below) / bins[bin] : 0;
            result[ward] = (bin + part) / BINS;
        }
        return result;
    }

    /** The share of each ward's people without service. */
    private double[] shares() {
        double[] weights = raster.region().weightArray();
        double all = Arrays.stream(weights).sum();
        double[] urbanity = raster.urbanity();
        List<Integer> wards = IntStream.range(0, weights.length)
                .filter(w -> weights[w] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(w -> noise.uniform(w, 1)))
                .toList();
        double[] shares = new double[weights.length];
        double chosen = 0;
        double free = 0;
        for (int i = 0; i < wards.size(); i++) {
            int ward = wards.get(i);
            double rank = (i + 0.5) / wards.size();
            double uniform = noise.uniform(ward, 2);
            if (rank < 0.18) {
                shares[ward] = 0.053 + 0.014 * uniform;
            } else if (rank < 0.40) {
                shares[ward] = 0.033 + 0.013 * uniform;
            } else if (rank < 0.46) {
                shares[ward] = 0.12 + 0.2 * uniform;
            }
            if (rank < 0.46) {
                chosen += weights[ward] / all * shares[ward];
            } else {
                shares[ward] = 0.002 + 0.02 * uniform + 0.06 * Math.max(0, 0.5 - urbanity[ward]);
                free += weights[ward] / all * shares[ward];
            }
        }
        // The wards that are not near the target by choice bring the study to its share.
        double scale = free > 0 ? Math.min(4, Math.max(0.1, (STUDY_SHARE - chosen) / free)) : 1;
        for (int i = 0; i < wards.size(); i++) {
            if ((i + 0.5) / wards.size() >= 0.46) {
                shares[wards.get(i)] *= scale;
            }
        }
        return shares;
    }
}
