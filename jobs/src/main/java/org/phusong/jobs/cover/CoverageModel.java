package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.index.CoverageIndexBuilder;
import org.phusong.geodata.place.Ward;

/** All that a task needs to answer for a household: the index, the lists, the codes of the wards. Immutable; one broadcast. */
public final class CoverageModel implements Serializable {

    private static final long serialVersionUID = 1;

    private final CoverageIndex index;
    private final HouseholdLists lists;
    private final ArrayList<String> wardCodes = new ArrayList<>();

    /**
     * Builds the index and the lists.
     *
     * @param wards by code: the smallest code wins on a shared edge
     * @param claims every accepted claim; those without a class are left out
     * @param classes numbers the claims' classes
     */
    public CoverageModel(List<Ward> wards, List<CoverageClaim> claims, ClaimClasses classes) {
        this(wards, claims, classes, build(wards, claims, classes));
    }

    /**
     * Builds the lists beside an index that was built before.
     *
     * @param wards those of the index, in its order
     * @param claims every accepted claim; areas are not looked at
     * @param classes numbers the claims' classes, as those of the index are numbered
     * @param index of these wards and claims
     */
    public CoverageModel(List<Ward> wards, List<CoverageClaim> claims, ClaimClasses classes, CoverageIndex index) {
        this.index = index;
        this.lists = new HouseholdLists(claims, classes);
        wards.forEach(ward -> wardCodes.add(ward.code()));
    }

    private static CoverageIndex build(List<Ward> wards, List<CoverageClaim> claims, ClaimClasses classes) {
        CoverageIndexBuilder builder =
                new CoverageIndexBuilder(wards.size(), classes.all().size());
        for (int i = 0; i < wards.size(); i++) {
            builder.addWard(i, wards.get(i).geometry());
        }
        for (CoverageClaim claim : claims) {
            OptionalInt classId = classes.idOf(claim);
            if (claim.area() != null && classId.isPresent()) {
                builder.addClaim(classId.getAsInt(), claim.area());
            }
        }
        return builder.build();
    }

    /** The index of areas. */
    public CoverageIndex index() {
        return index;
    }

    HouseholdLists lists() {
        return lists;
    }

    /** Code of the ward with this number. */
    String wardCode(int ward) {
        return wardCodes.get(ward);
    }

    /** Codes of the wards; a ward's number is its place. */
    List<String> wardCodes() {
        return List.copyOf(wardCodes);
    }
}
