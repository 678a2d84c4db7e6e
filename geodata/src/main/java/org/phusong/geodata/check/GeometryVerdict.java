package org.phusong.geodata.check;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.crs.GroundArea;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.place.GeoPoint;

/** What became of one filed geometry. */
public sealed interface GeometryVerdict {

    /**
     * Usable as filed.
     *
     * @param geometry valid, not empty Polygon or MultiPolygon in two dimensions
     */
    record Valid(Geometry geometry) implements GeometryVerdict {}

    /**
     * Usable after a repair.
     *
     * @param geometry valid, not empty Polygon or MultiPolygon in two dimensions
     * @param repair name of the repair, such as {@link GeometryRepair#REPAIR}
     * @param fault what was wrong, in JTS's words, such as {@code Self-intersection}
     * @param place where; null where JTS names none
     * @param squareMetresBefore area of the rings as filed: shells less holes, each ring by the formula of the plane polygon, so that
     *     loops of opposite direction cancel (a bow tie may have 0) and parts that overlap count twice
     * @param squareMetresAfter area of {@code geometry}
     */
    record Repaired(
            Geometry geometry,
            String repair,
            String fault,
            @Nullable GeoPoint place,
            double squareMetresBefore,
            double squareMetresAfter)
            implements GeometryVerdict {

        /** One sentence for the issue: what was wrong, the repair, and the area before and after. */
        public String message() {
            return "The geometry was invalid (" + fault + ") and was repaired by " + repair + "; its rings enclosed "
                    + GroundArea.text(squareMetresBefore) + " as filed and " + GroundArea.text(squareMetresAfter)
                    + " after the repair";
        }
    }

    /**
     * Not usable.
     *
     * @param kind what is wrong: GEOMETRY_MISSING, GEOMETRY_TYPE, GEOMETRY_INVALID or COORDINATE_OUT_OF_RANGE
     * @param reason one sentence: what is wrong and what would be accepted
     * @param place where; null where there is none on the earth
     */
    record Impossible(
            IssueKind kind, String reason, @Nullable GeoPoint place) implements GeometryVerdict {}
}
