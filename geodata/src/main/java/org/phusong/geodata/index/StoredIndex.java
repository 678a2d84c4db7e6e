package org.phusong.geodata.index;

import java.io.IOException;

/** A {@link CoverageIndex} as arrays of a file. Stateless. */
public final class StoredIndex {

    private StoredIndex() {}

    /** Appends the arrays of an index. */
    public static void write(CoverageIndex index, ArrayWriter out) throws IOException {
        Grid grid = index.grid;
        out.doubles(new double[] {grid.originX(), grid.originY()});
        out.ints(new int[] {
            grid.rootExponent(), grid.levels(), grid.columns(), grid.rows(), index.classCount(), index.wardCount()
        });
        out.ints(index.root);
        out.ints(index.nodes);
        out.ints(index.leaves);
        out.doubles(index.edges);
        out.ints(index.answerWards);
        out.longs(index.answerClasses);
    }

    /**
     * Takes the arrays of an index.
     *
     * @throws DamagedFileException when they are not those of an index
     */
    public static CoverageIndex read(ArrayReader in) throws IOException {
        double[] origin = in.doubles();
        int[] sizes = in.ints();
        if (origin.length != 2 || sizes.length != 6) {
            throw new DamagedFileException("it holds no index");
        }
        Grid grid = new Grid(origin[0], origin[1], sizes[0], sizes[1], sizes[2], sizes[3]);
        return new CoverageIndex(
                grid, in.ints(), in.ints(), in.ints(), in.doubles(), in.ints(), in.longs(), sizes[4], sizes[5]);
    }
}
