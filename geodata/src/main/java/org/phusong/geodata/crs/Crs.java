package org.phusong.geodata.crs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A coordinate reference system that can be taken to WGS 84 longitude / latitude; x is always easting or longitude.
 *
 * <p>Immutable and thread-safe. Not serializable: send {@link #definition()} to a task and {@link #parse parse} it there.
 */
public final class Crs {

    /** WGS 84 longitude / latitude, degrees (OGC:CRS84): what everything is stored in. */
    public static final Crs WGS84 = new Crs("EPSG:4326", "EPSG:4326", null);

    /** What {@link #parse} takes, for messages. */
    public static final String ACCEPTED =
            "accepted are an EPSG code such as EPSG:4326, EPSG:32648 or EPSG:9210, OGC:CRS84,"
                    + " an OGC URN or URL of one, WKT (.prj) or PROJJSON";

    private static final Pattern REFERENCE = Pattern.compile(
            "(?:urn:(?:x-)?ogc:def:crs:|https?://(?:www\\.)?opengis\\.net/def/crs/)?(epsg|ogc|crs)[:/](?:[\\w.]*[:/])?(\\w+)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern GML_REFERENCE =
            Pattern.compile("https?://(?:www\\.)?opengis\\.net/gml/srs/epsg\\.xml#(\\d+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE_CODE = Pattern.compile("\\d{4,6}");

    private final String text;
    private final String definition;
    private final @Nullable DatumRoute route;

    private Crs(String text, String definition, @Nullable DatumRoute route) {
        this.text = text;
        this.definition = definition;
        this.route = route;
    }

    /**
     * Reads what a file or a study says about its CRS. WKT and PROJJSON that name a code, or whose parameters are those of
     * WGS 84, its UTM zones, Web Mercator or a VN-2000 zone, give that code.
     *
     * @throws CrsException if the text is not understood, the code is unknown, or its datum shift to WGS 84 is not known
     */
    public static Crs parse(String text) {
        String trimmed = text.replace("\uFEFF", "").strip();
        if (trimmed.isEmpty()) {
            throw new CrsException("The CRS is empty text; " + ACCEPTED);
        }
        String code = findReferencedCode(trimmed);
        if (code != null) {
            return ofCode(code, trimmed);
        }
        if (trimmed.startsWith("{")) {
            return ofDescription(ProjJsonText.describe(trimmed), trimmed);
        }
        if (trimmed.indexOf('[') > 0 || trimmed.indexOf('(') > 0) {
            return ofDescription(WktText.describe(trimmed), trimmed);
        }
        String known = KnownCode.findByName(trimmed);
        if (known != null) {
            return ofCode(known, trimmed);
        }
        throw new CrsException("The CRS \"" + quotable(trimmed) + "\" is not understood; " + ACCEPTED);
    }

    private static @Nullable String findReferencedCode(String text) {
        Matcher gml = GML_REFERENCE.matcher(text);
        if (gml.matches()) {
            return "EPSG:" + gml.group(1);
        }
        if (BARE_CODE.matcher(text).matches()) {
            return "EPSG:" + text;
        }
        Matcher reference = REFERENCE.matcher(text);
        return reference.matches()
                ? reference.group(1).toUpperCase(Locale.ROOT)
                        + ":"
                        + reference.group(2).toUpperCase(Locale.ROOT)
                : null;
    }

    private static Crs ofCode(String authorityAndCode, String asWritten) {
        String code = KnownCode.canonical(authorityAndCode);
        if (code.equals(WGS84.text)) {
            return WGS84;
        }
        return new Crs(code, code, EpsgDatabase.routeOfCode(code, quotable(asWritten)));
    }

    private static Crs ofDescription(CrsDescription description, String asWritten) {
        String code = KnownCode.findByDescription(description);
        if (code != null) {
            return ofCode(code, code);
        }
        return new Crs(quotable(description.name()), asWritten, EpsgDatabase.routeOfText(description, asWritten));
    }

    /** Shortened so that a message stays one paragraph. */
    static String quotable(String text) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= 100 ? oneLine : oneLine.substring(0, 99) + "…";
    }

    /** The canonical code, such as {@code EPSG:32648}, where one is identified; else a short name, for people only. */
    public String text() {
        return text;
    }

    /** Text that {@link #parse} takes to the same CRS: the code, or the whole definition where there is none. */
    public String definition() {
        return definition;
    }

    /** True when coordinates in this CRS are stored as they are. */
    public boolean isWgs84() {
        return route == null;
    }

    /** True when both give every coordinate pair the same place; axis order does not matter (OGC:CRS84 is EPSG:4326). */
    public boolean isSameAs(Crs other) {
        if (definition.equals(other.definition)) {
            return true;
        }
        DatumRoute mine = route;
        DatumRoute theirs = other.route;
        return mine != null && theirs != null && mine.isSameAs(theirs);
    }

    /** Null exactly where {@link #isWgs84()}, so that WGS 84 needs no GeoTools. */
    @Nullable
    DatumRoute route() {
        return route;
    }

    @Override
    public String toString() {
        return text;
    }
}
