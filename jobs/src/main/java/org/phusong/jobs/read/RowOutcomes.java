package org.phusong.jobs.read;

import java.util.Map;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.Reprojection;

/** What becomes of each row of one file: left out, rejected or accepted. Not thread-safe. */
final class RowOutcomes {

    private final HouseholdFile file;
    private final Reprojection toWgs84;
    private final Map<String, Integer> wardNumbers;
    private final RowKeys duplicates;

    /**
     * @param wardNumbers numbers of the wards by their codes
     * @param duplicates rows whose id another row keeps
     */
    RowOutcomes(HouseholdFile file, Map<String, Integer> wardNumbers, RowKeys duplicates) {
        this.file = file;
        this.toWgs84 = Reprojection.toWgs84(Crs.parse(file.crsDefinition()));
        this.wardNumbers = wardNumbers;
        this.duplicates = duplicates;
    }

    HouseholdOutcome of(VerbatimRecord record) {
        if (!file.keeps(record)) {
            return new HouseholdOutcome.LeftOut();
        }
        HouseholdOutcome outcome = file.interpret(record, toWgs84, wardNumbers.keySet());
        return outcome instanceof HouseholdOutcome.Accepted accepted
                        && duplicates.contains(file.ordinal(), record.number())
                ? file.duplicate(record, accepted.household())
                : outcome;
    }

    /** True when the row repeats an id that another row keeps. */
    boolean isDuplicate(long record) {
        return duplicates.contains(file.ordinal(), record);
    }

    Map<String, Integer> wardNumbers() {
        return wardNumbers;
    }

    Reprojection toWgs84() {
        return toWgs84;
    }
}
