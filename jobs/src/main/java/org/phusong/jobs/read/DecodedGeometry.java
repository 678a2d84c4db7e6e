package org.phusong.jobs.read;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKTReader;
import org.locationtech.jts.util.AssertionFailedException;
import org.phusong.geodata.issue.IssueKind;

/**
 * A geometry from its bytes or text, or why there is none; whatever the bytes, decoding ends and its memory is bounded by their number.
 *
 * @param geometry null where it is missing or faulty
 * @param fault null where nothing is wrong
 */
record DecodedGeometry(@Nullable Geometry geometry, VerbatimRecord.@Nullable Fault fault) {

    /** Plain double coordinates; geometries carry no SRID, since the file tells the CRS. */
    static final GeometryFactory FACTORY = new GeometryFactory();

    /** A record without geometry. */
    static final DecodedGeometry MISSING = new DecodedGeometry(null, null);

    private static final int SHOWN = 80;

    /** A geometry whose coordinates are all finite, else a fault. */
    static DecodedGeometry of(Geometry geometry) {
        FirstNonFinite check = new FirstNonFinite();
        geometry.apply(check);
        return check.found == null
                ? new DecodedGeometry(geometry, null)
                : new DecodedGeometry(
                        null,
                        new VerbatimRecord.Fault(
                                true,
                                "Its geometry has a coordinate that is not finite; finite numbers are accepted",
                                check.found,
                                IssueKind.COORDINATE_OUT_OF_RANGE));
    }

    /** A geometry that could not be read; the value is shortened. */
    static DecodedGeometry faulty(String message, String value) {
        return new DecodedGeometry(null, new VerbatimRecord.Fault(true, message, shorten(value)));
    }

    /** Text for an issue, cut where it is long. */
    static String shorten(String value) {
        if (value.length() <= SHOWN) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        return value.substring(0, end) + " …";
    }

    /** From ISO or extended WKB. JTS bounds every count in it by the number of bytes. */
    static DecodedGeometry fromWkb(byte[] wkb) {
        try {
            return of(new WKBReader(FACTORY).read(wkb));
        } catch (ParseException | IllegalArgumentException | AssertionFailedException | StackOverflowError e) {
            return faulty("Its geometry is not well-known binary (" + reason(e) + "); WKB is accepted", "");
        }
    }

    /** From WKT, or from WKB in hexadecimal as PostGIS exports it. Blank text is a missing geometry. */
    static DecodedGeometry fromText(String text) {
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return MISSING;
        }
        try {
            if (trimmed.startsWith("00") || trimmed.startsWith("01")) {
                return fromWkb(WKBReader.hexToBytes(trimmed));
            }
            return of(new WKTReader(FACTORY).read(trimmed));
        } catch (ParseException | IllegalArgumentException | AssertionFailedException | StackOverflowError e) {
            return faulty(
                    "Its geometry is not well-known text (" + reason(e)
                            + "); WKT such as POLYGON ((0 0, 0 1, 1 1, 0 0)) is accepted",
                    trimmed);
        }
    }

    private static String reason(Throwable e) {
        if (e instanceof StackOverflowError) {
            return "nested too deeply";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : shorten(message);
    }

    private static final class FirstNonFinite implements CoordinateSequenceFilter {
        private @Nullable String found;

        @Override
        public void filter(CoordinateSequence sequence, int i) {
            Coordinate at = sequence.getCoordinate(i);
            if (!Double.isFinite(at.x) || !Double.isFinite(at.y)) {
                found = at.x + " " + at.y;
            }
        }

        @Override
        public boolean isDone() {
            return found != null;
        }

        @Override
        public boolean isGeometryChanged() {
            return false;
        }
    }
}
