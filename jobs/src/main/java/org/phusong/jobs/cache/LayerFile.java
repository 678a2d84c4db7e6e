package org.phusong.jobs.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.LocalDate;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.index.DamagedFileException;
import org.phusong.geodata.index.StoredIndex;
import org.phusong.jobs.cover.ClaimClasses;
import org.phusong.jobs.cover.CoverageModel;
import org.phusong.jobs.read.ClaimLayer;
import org.phusong.jobs.read.WardLayer;

/** The file of one {@link Layers}: wards, claims, and the index over both. Stateless. */
final class LayerFile {

    private LayerFile() {}

    static void write(Layers layers, FileChannel channel, byte[] key) throws IOException {
        try (ArrayWriter out = new ArrayWriter(channel, key)) {
            WardArrays.write(layers.wards(), out);
            ClaimArrays.write(layers.claims(), out);
            StoredIndex.write(layers.model().index(), out);
        }
    }

    /**
     * Reads layers.
     *
     * @param asOf the date of the study, which is part of the key
     * @throws DamagedFileException when the file is not one that was written with that key, from its first byte to its last
     */
    static Layers read(Path file, byte[] key, LocalDate asOf) throws IOException {
        try {
            return ArrayReader.read(file, key, in -> {
                WardLayer wards = WardArrays.read(in);
                ClaimLayer claims = ClaimArrays.read(in);
                CoverageIndex index = StoredIndex.read(in);
                ClaimClasses classes = new ClaimClasses(claims.claims(), asOf);
                if (index.wardCount() != wards.wards().size()
                        || index.classCount() != classes.all().size()) {
                    throw new DamagedFileException("its index is of other wards or claims");
                }
                return new Layers(
                        wards, claims, classes, new CoverageModel(wards.wards(), claims.claims(), classes, index));
            });
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | IllegalStateException
                | NegativeArraySizeException e) {
            throw new DamagedFileException("its arrays do not fit each other: " + e.getMessage(), e);
        }
    }
}
