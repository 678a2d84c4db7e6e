package org.phusong.geodata.reference;

import java.util.Arrays;
import org.phusong.geodata.sample.Noise;

/**
 * Where a city's households stand: beside streets that run in two directions of their own in each block of 500 m, more of them where the
 * city is dense. Immutable.
 */
final class StreetGrid {

    private static final double BLOCK_METRES = 500;
    private static final double STREET_METRES = 80;

    private final CityFrame frame;
    private final int columns;
    private final int rows;
    /** Weight of the blocks up to and including each. */
    private final double[] upTo;

    private final double[] cos;
    private final double[] sin;

    StreetGrid(CityFrame frame) {
        this.frame = frame;
        this.columns = (int) Math.ceil(frame.width() / BLOCK_METRES);
        this.rows = (int) Math.ceil(frame.height() / BLOCK_METRES);
        int blocks = columns * rows;
        this.upTo = new double[blocks];
        this.cos = new double[blocks];
        this.sin = new double[blocks];
        double sum = 0;
        for (int block = 0; block < blocks; block++) {
            sum += frame.density(west(block) + BLOCK_METRES / 2, south(block) + BLOCK_METRES / 2);
            upTo[block] = sum;
            double turn = frame.noise().uniform(block, -7) * 1.5;
            cos[block] = StrictMath.cos(turn);
            sin[block] = StrictMath.sin(turn);
        }
    }

    private double west(int block) {
        return block % columns * BLOCK_METRES - frame.width() / 2;
    }

    private double south(int block) {
        return Math.floorDiv(block, columns) * BLOCK_METRES - frame.height() / 2;
    }

    /**
     * A place beside a street.
     *
     * @param noise draws it
     * @param number each number has a place of its own
     * @param place is given metres east and north of the city's centre
     */
    void place(Noise noise, long number, double[] place) {
        double drawn = noise.uniform(number, 11) * upTo[upTo.length - 1];
        int found = Arrays.binarySearch(upTo, drawn);
        int block = Math.min(found < 0 ? -found - 1 : found + 1, upTo.length - 1);
        double x = west(block) + BLOCK_METRES * noise.uniform(number, 12);
        double y = south(block) + BLOCK_METRES * noise.uniform(number, 13);
        long bits = noise.bits(number, 14);
        double along = x * cos[block] + y * sin[block];
        double across = y * cos[block] - x * sin[block];
        // Five to eleven metres off the middle of the street, on either side of it.
        double offset = ((bits & 1) == 0 ? 1 : -1) * (5 + 6 * ((bits >>> 11) * 0x1.0p-53));
        if ((bits & 2) == 0) {
            across = Math.rint(across / STREET_METRES) * STREET_METRES + offset;
        } else {
            along = Math.rint(along / STREET_METRES) * STREET_METRES + offset;
        }
        place[0] = along * cos[block] - across * sin[block];
        place[1] = along * sin[block] + across * cos[block];
    }
}
