package org.phusong.jobs.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.phusong.geodata.reference.ReferenceVariant;
import org.phusong.geodata.reference.ReferenceWorkload;

/**
 * What is to be measured.
 *
 * @param households how many
 * @param variant of the layers
 * @param scale of the layers, 1 for the reference workload itself; less in tests
 * @param peers to measure against, where they are installed
 * @param runs of each side; slow peers run less often, and the line says how often
 * @param seed of the workload
 * @param work folder for files of the workload and of results; emptied of them at the end
 */
public record BenchSetup(
        int households, ReferenceVariant variant, double scale, Set<Peer> peers, int runs, long seed, Path work) {

    public BenchSetup {
        peers = Set.copyOf(peers);
        if (households < 1 || runs < 1) {
            throw new IllegalArgumentException("At least one household and one run: " + households + ", " + runs);
        }
    }

    /** The variant's name as users type it. */
    String layers() {
        return variant.name().toLowerCase(Locale.ROOT);
    }

    ReferenceWorkload workload() {
        return ReferenceWorkload.of(variant, seed, scale);
    }
}
