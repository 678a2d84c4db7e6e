package org.phusong.geodata.crs;

import java.util.Set;
import java.util.regex.Pattern;
import javax.measure.UnitConverter;
import javax.measure.quantity.Length;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.crs.GeographicCRS;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.NoninvertibleTransformException;
import org.geotools.api.referencing.operation.OperationNotFoundException;
import org.geotools.referencing.CRS;
import org.geotools.referencing.ReferencingFactoryFinder;
import org.geotools.referencing.crs.DefaultGeographicCRS;
import org.geotools.referencing.operation.transform.AffineTransform2D;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.jspecify.annotations.Nullable;
import si.uom.SI;

/** Finds CRSs and their way to WGS 84 with GeoTools. Loading this class does nothing; the first call opens the EPSG database. */
final class EpsgDatabase {

    /** VN-2000 to WGS 84 (2): Vietnam onshore. Its sibling EPSG:5194 holds for oil blocks offshore and is 0.8 m off here. */
    private static final String VN2000_TO_WGS84 = "6960";

    /**
     * Older datums of Vietnam. Their published shifts hold for single oil fields, and are hundreds of metres apart onshore.
     */
    private static final Set<String> UNKNOWN_SHIFT = Set.of("indian1960", "dindian1960", "hanoi1972", "dhanoi1972");

    private static final Pattern AXIS_TO_EAST_OR_NORTH =
            Pattern.compile(",\\s*AXIS\\s*\\[\\s*\"[^\"]*\"\\s*,\\s*(EAST|NORTH)\\s*]", Pattern.CASE_INSENSITIVE);
    private static final Pattern AXIS = Pattern.compile("\\bAXIS\\s*[\\[(]", Pattern.CASE_INSENSITIVE);

    private EpsgDatabase() {}

    /** @throws CrsException if the code is unknown or its CRS cannot be taken to WGS 84 */
    static DatumRoute routeOfCode(String code, String asWritten) {
        try {
            CoordinateReferenceSystem crs = CRS.getAuthorityFactory(true).createCoordinateReferenceSystem(code);
            return route(crs, asWritten);
        } catch (FactoryException | RuntimeException | LinkageError e) {
            if (e instanceof CrsException known) {
                throw known;
            }
            // GeoTools wraps what it does not support in many ways; to the user all mean the same.
            throw new CrsException(
                    "The CRS \"" + asWritten + "\" is not one that the EPSG database knows and PhuSong supports; "
                            + Crs.ACCEPTED,
                    e);
        }
    }

    /** @throws CrsException if GeoTools cannot read the text or its CRS cannot be taken to WGS 84 */
    static DatumRoute routeOfText(CrsDescription description, String text) {
        String shown = Crs.quotable(description.name().isEmpty() ? text : description.name());
        refuseUnknownShift(description.datum(), shown);
        if (!description.wkt1()) {
            throw new CrsException(
                    "The CRS \"" + shown + "\" names no EPSG code and is none that PhuSong recognises by its"
                            + " parameters; " + Crs.ACCEPTED);
        }
        // Without its axes GeoTools reads x as easting, which is the rule here.
        String withoutAxes = AXIS_TO_EAST_OR_NORTH.matcher(text).replaceAll("");
        if (AXIS.matcher(withoutAxes).find()) {
            throw new CrsException(
                    "The CRS \"" + shown + "\" has axes that run neither east nor north; " + Crs.ACCEPTED);
        }
        try {
            return route(CRS.parseWKT(withoutAxes), shown);
        } catch (FactoryException | RuntimeException | LinkageError e) {
            if (e instanceof CrsException known) {
                throw known;
            }
            throw new CrsException("The CRS \"" + shown + "\" is not supported; " + Crs.ACCEPTED, e);
        }
    }

    private static void refuseUnknownShift(String normalizedDatum, String shown) {
        if (UNKNOWN_SHIFT.contains(normalizedDatum)) {
            throw unknownShift(shown, null);
        }
    }

    private static CrsException unknownShift(String shown, @Nullable Throwable cause) {
        String message = "The CRS \"" + shown + "\" is based on a datum whose shift to WGS 84 is not known well enough;"
                + " export the file in VN-2000 (EPSG:3405, EPSG:9210 …) or WGS 84 (EPSG:4326, EPSG:32648 …)";
        return cause == null ? new CrsException(message) : new CrsException(message, cause);
    }

    private static DatumRoute route(CoordinateReferenceSystem any, String shown) throws FactoryException {
        CoordinateReferenceSystem crs = CRS.getHorizontalCRS(any);
        GeographicCRS base;
        double metresPerUnit = 0;
        if (crs instanceof ProjectedCRS projected) {
            base = projected.getBaseCRS();
            UnitConverter toMetres = projected
                    .getCoordinateSystem()
                    .getAxis(0)
                    .getUnit()
                    .asType(Length.class)
                    .getConverterTo(SI.METRE);
            metresPerUnit = toMetres.convert(1.0);
        } else if (crs instanceof GeographicCRS geographic) {
            base = geographic;
        } else {
            throw new CrsException("The CRS \"" + shown + "\" is neither geographic nor projected; " + Crs.ACCEPTED);
        }
        String datum = CrsDescription.normalized(base.getDatum().getName().getCode());
        refuseUnknownShift(datum, shown);
        try {
            MathTransform toWgs84 = KnownCode.isVn2000(datum)
                    ? fromVn2000(crs)
                    : CRS.findMathTransform(crs, DefaultGeographicCRS.WGS84, false);
            return new DatumRoute(crs, toWgs84, toWgs84.inverse(), metresPerUnit);
        } catch (OperationNotFoundException e) {
            throw unknownShift(shown, e);
        } catch (NoninvertibleTransformException e) {
            throw new CrsException("The CRS \"" + shown + "\" has no way back from WGS 84; " + Crs.ACCEPTED, e);
        }
    }

    private static MathTransform fromVn2000(CoordinateReferenceSystem crs)
            throws FactoryException, NoninvertibleTransformException {
        MathTransform shift = ReferencingFactoryFinder.getCoordinateOperationAuthorityFactory("EPSG", null)
                .createCoordinateOperation(VN2000_TO_WGS84)
                .getMathTransform();
        // The operation is defined on latitude, longitude.
        MathTransform swap = new AffineTransform2D(0, 1, 1, 0, 0, 0);
        MathTransform onLongitudeFirst = ConcatenatedTransform.create(ConcatenatedTransform.create(swap, shift), swap);
        if (crs instanceof ProjectedCRS projected) {
            MathTransform unproject =
                    projected.getConversionFromBase().getMathTransform().inverse();
            return ConcatenatedTransform.create(unproject, onLongitudeFirst);
        }
        return onLongitudeFirst;
    }
}
