package org.phusong.geodata.index;

import java.util.Arrays;

/** What is decided in a cell: the ward (the smallest one, -1 for none) and the claim classes, as a bit set. */
final class Decided {

    int ward;
    final long[] classes;

    Decided(int ward, long[] classes) {
        this.ward = ward;
        this.classes = classes;
    }

    Decided copy() {
        return new Decided(ward, classes.clone());
    }

    /** Adds a layer: a class, or the ward {@code layer - classCount}. */
    void cover(int layer, int classCount) {
        if (layer < classCount) {
            classes[layer >> 6] |= 1L << layer;
        } else if (ward < 0 || layer - classCount < ward) {
            ward = layer - classCount;
        }
    }

    /** True when a polygon of the layer can change nothing any more. */
    boolean decides(int layer, int classCount) {
        return layer < classCount ? (classes[layer >> 6] & 1L << layer) != 0 : ward >= 0 && ward <= layer - classCount;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decided that && that.ward == ward && Arrays.equals(that.classes, classes);
    }

    @Override
    public int hashCode() {
        return 31 * ward + Arrays.hashCode(classes);
    }
}
