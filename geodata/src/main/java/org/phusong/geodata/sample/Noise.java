package org.phusong.geodata.sample;

/**
 * Randomness that belongs to a place: the same seed and place always give the same value, in whatever order they are asked for.
 *
 * <p>Immutable. Hash: the finalizer of SplitMix64 (Steele, Lea, Flood, <em>Fast splittable pseudorandom number generators</em>, 2014).
 */
public final class Noise {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private final long seed;

    /** Noise of a seed. */
    public Noise(long seed) {
        this.seed = mix(seed + GOLDEN);
    }

    /** Independent noise for another purpose, named by a text. */
    public Noise named(String purpose) {
        return new Noise(seed ^ mix(purpose.hashCode() * GOLDEN));
    }

    /** Sixty-four random bits of a pair of numbers. */
    public long bits(long a, long b) {
        return mix(mix(seed + a * GOLDEN) + b * GOLDEN);
    }

    /** Uniform, 0 (inclusive) to 1 (exclusive). */
    public double uniform(long a, long b) {
        return (bits(a, b) >>> 11) * UNIT;
    }

    /** Smooth noise, 0 to 1, that varies over a distance of about one: uniform values on the whole numbers, blended between them. */
    public double smooth(double x, double y) {
        double left = Math.floor(x);
        double bottom = Math.floor(y);
        long i = (long) left;
        long j = (long) bottom;
        double u = ease(x - left);
        double v = ease(y - bottom);
        double low = blend(uniform(i, j), uniform(i + 1, j), u);
        double high = blend(uniform(i, j + 1), uniform(i + 1, j + 1), u);
        return blend(low, high, v);
    }

    /** Smooth noise with finer noise on it, 0 to 1, so that its contours are ragged. */
    public double ragged(double x, double y) {
        // The offset keeps the two lattices from sharing their nodes.
        return (2 * smooth(x, y) + smooth(x * 3.1 + 0.37, y * 3.1 + 0.61)) / 3;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double blend(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
