package org.phusong.jobs.cover;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CoverageClaim;

/** The distinct classes of the claims that hold on the study's date, numbered by content from 0. Immutable. */
public final class ClaimClasses {

    private final List<ClaimClass> classes;
    private final Map<ClaimClass, Integer> idByClass = new HashMap<>();
    private final LocalDate asOf;

    /**
     * The classes of accepted claims.
     *
     * @param claims those not valid on {@code asOf} have no class
     * @param asOf the date the figures hold for
     */
    public ClaimClasses(Collection<CoverageClaim> claims, LocalDate asOf) {
        this.asOf = asOf;
        TreeSet<ClaimClass> distinct = new TreeSet<>();
        for (CoverageClaim claim : claims) {
            if (claim.isValidOn(asOf)) {
                distinct.add(claim.attributes());
            }
        }
        this.classes = List.copyOf(distinct);
        for (int id = 0; id < classes.size(); id++) {
            idByClass.put(classes.get(id), id);
        }
    }

    /** Every class; its place in the list is its id. */
    public List<ClaimClass> all() {
        return classes;
    }

    /** The id of a claim's class; empty where the claim does not hold on the study's date. */
    public OptionalInt idOf(CoverageClaim claim) {
        Integer id = claim.isValidOn(asOf) ? idByClass.get(claim.attributes()) : null;
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }
}
