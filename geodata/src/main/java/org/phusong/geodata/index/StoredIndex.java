package org.phusong.geodata.index;

import java.io.IOException;

/** A {@link CoverageIndex} as arrays of a file. Stateless. */
public final class StoredIndex {

    private static final int ORIGIN = 2;
    private static final int SIZES = 6;

    private StoredIndex() {}

    /** Appends the arrays of an index. */
    public static void write(CoverageIndex index, ArrayWriter out) throws IOException {
        IndexArrays arrays = index.arrays();
        out.doubles(new double[] {arrays.originX(), arrays.originY()});
        out.ints(new int[] {
            arrays.rootExponent(),
            arrays.levels(),
            arrays.columns(),
            arrays.rows(),
            arrays.classCount(),
            arrays.wardCount()
        });
        out.ints(arrays.root());
        out.ints(arrays.nodes());
        out.ints(arrays.leaves());
        out.ints(arrays.leafEdges());
        out.doubles(arrays.vertices());
        out.ints(arrays.answerWards());
        out.longs(arrays.answerClasses());
    }

    /**
     * Takes the arrays of an index.
     *
     * @throws DamagedFileException when they are not those of an index, or a lookup would run astray in them
     */
    public static CoverageIndex read(ArrayReader in) throws IOException {
        double[] origin = in.doubles();
        int[] sizes = in.ints();
        if (origin.length != ORIGIN || sizes.length != SIZES) {
            throw new DamagedFileException("it holds no index");
        }
        IndexArrays arrays = new IndexArrays(
                origin[0],
                origin[1],
                sizes[0],
                sizes[1],
                sizes[2],
                sizes[3],
                sizes[4],
                sizes[5],
                in.ints(),
                in.ints(),
                in.ints(),
                in.ints(),
                in.doubles(),
                in.ints(),
                in.longs());
        try {
            return CoverageIndex.of(arrays);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DamagedFileException(String.valueOf(e.getMessage()), e);
        }
    }
}
