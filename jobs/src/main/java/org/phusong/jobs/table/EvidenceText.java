package org.phusong.jobs.table;

import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.phusong.geodata.claim.Evidence;

/** What stands beside figures, in English, to say what they rest on. */
public final class EvidenceText {

    private EvidenceText() {}

    /** The words for the evidences of a study, in the order of {@link Evidence}; "no claims" for none. */
    public static String of(Collection<Evidence> evidences) {
        return evidences.isEmpty()
                ? "no claims"
                : new TreeSet<>(evidences).stream().map(EvidenceText::of).collect(Collectors.joining("; "));
    }

    private static String of(Evidence evidence) {
        return switch (evidence) {
            case DECLARED -> "operators' declared coverage, not verified";
            case MODELLED -> "coverage from propagation models";
            case MEASURED -> "measured coverage";
        };
    }
}
