package org.phusong.jobs.read;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.check.GeometryRepair;
import org.phusong.geodata.check.GeometryVerdict;
import org.phusong.geodata.crs.Crs;
import org.phusong.geodata.crs.CrsException;
import org.phusong.geodata.crs.Reprojection;
import org.phusong.geodata.issue.IssueKind;

/**
 * Areas of one file: from the geometry as filed to a valid polygon in WGS 84.
 *
 * <p>Coordinates are transformed first, with edges densified to within 1 mm of the straight ones of the CRS of filing, and judged then: a
 * repair there differs from one in the CRS of filing by no more than that, and what rounding breaks is seen too.
 */
final class AreaReading {

    private final String field;
    private final Reprojection toWgs84;

    /**
     * @param column column that holds the geometry; null for the format's own
     * @param crs that the coordinates are in
     */
    AreaReading(@Nullable String column, Crs crs) {
        field = column == null ? "geometry" : column;
        toWgs84 = Reprojection.toWgs84(crs);
    }

    /**
     * The area of one record.
     *
     * @param notes takes the repair, where one was needed
     * @return valid polygon or multipolygon, WGS 84 longitude / latitude, never empty
     * @throws UnusableValueException when there is none, or none that can be used
     */
    Geometry of(VerbatimRecord record, RecordNotes notes) throws UnusableValueException {
        VerbatimRecord.Fault fault = record.fault();
        if (fault != null) {
            throw new UnusableValueException(fault.kind(), field, fault.value(), fault.message());
        }
        GeometryVerdict verdict = GeometryRepair.repair(lonLat(record.geometry()));
        if (verdict instanceof GeometryVerdict.Valid valid) {
            return valid.geometry();
        }
        if (verdict instanceof GeometryVerdict.Repaired repaired) {
            notes.repaired(
                    IssueKind.GEOMETRY_INVALID,
                    field,
                    repaired.fault(),
                    String.format(
                            Locale.ROOT,
                            "%s; repaired by %s, which changed its area from %.1f to %.1f m²",
                            repaired.fault(),
                            repaired.repair(),
                            repaired.squareMetresBefore(),
                            repaired.squareMetresAfter()),
                    repaired.place());
            return repaired.geometry();
        }
        GeometryVerdict.Impossible impossible = (GeometryVerdict.Impossible) verdict;
        throw new UnusableValueException(impossible.kind(), field, "", impossible.reason(), impossible.place());
    }

    private @Nullable Geometry lonLat(@Nullable Geometry filed) throws UnusableValueException {
        if (filed == null || filed.isEmpty()) {
            return filed;
        }
        try {
            return toWgs84.transform(filed);
        } catch (CrsException e) {
            throw new UnusableValueException(
                    IssueKind.COORDINATE_OUT_OF_RANGE, field, "", String.valueOf(e.getMessage()));
        }
    }
}
