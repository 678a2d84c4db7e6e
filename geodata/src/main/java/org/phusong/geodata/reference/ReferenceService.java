package org.phusong.geodata.reference;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;

/** The six services of the workload; each of the four operators has a layer of each. */
enum ReferenceService {
    LTE_OUTDOOR(Technology.LTE, Environment.OUTDOOR, 0),
    LTE_INDOOR(Technology.LTE, Environment.INDOOR, 0),
    NR(Technology.NR, Environment.OUTDOOR, 0),
    FTTH(Technology.FTTH, null, 20_000),
    HFC(Technology.HFC, null, 10_000),
    FWA(Technology.FWA, null, 2_000);

    /** Operators of the workload; they belong to nobody. */
    static final List<String> OPERATORS = List.of("Alpha", "Beta", "Gamma", "Delta");

    private static final double EDGE_DBM = -105;
    private static final double[] DOWN_MBPS = {100, 300, 500, 1_000};

    private final Technology technology;
    private final @Nullable Environment environment;
    private final int blobs;

    ReferenceService(Technology technology, @Nullable Environment environment, int blobs) {
        this.technology = technology;
        this.environment = environment;
        this.blobs = blobs;
    }

    /** Polygons of an operator's layer in a city of full size; 0 where they are traced from pixels. */
    int blobs() {
        return blobs;
    }

    /** The class of an operator's claims. Speeds differ by operator, so that conditions on speed part them. */
    private ClaimClass of(int operator) {
        boolean fixed = environment == null;
        Double down = fixed ? DOWN_MBPS[operator] : null;
        return new ClaimClass(
                OPERATORS.get(operator),
                technology,
                down,
                null,
                null,
                fixed ? null : EDGE_DBM,
                environment,
                Customer.BOTH,
                ClaimStatus.AVAILABLE,
                Evidence.DECLARED);
    }

    /** A layer: a service and an operator by its place among {@link #OPERATORS}. */
    record Layer(ReferenceService service, int operator) {

        ClaimClass attributes() {
            return service.of(operator);
        }
    }

    /** All layers, operator by operator within each service. */
    static List<Layer> layers() {
        List<Layer> layers = new ArrayList<>();
        for (ReferenceService service : values()) {
            for (int operator = 0; operator < OPERATORS.size(); operator++) {
                layers.add(new Layer(service, operator));
            }
        }
        return List.copyOf(layers);
    }
}
