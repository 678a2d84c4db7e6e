package org.phusong.geodata.crs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads well-known text of a CRS, version 1 (OGC and ESRI) and 2, as far as it identifies the CRS. */
final class WktText {

    /** Longer or deeper than any real definition; hostile text must not exhaust stack or time. */
    private static final int MAX_LENGTH = 100_000;

    private static final int MAX_DEPTH = 20;
    private static final Set<String> GEOGRAPHIC =
            Set.of("GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS");
    private static final Set<String> PROJECTED = Set.of("PROJCS", "PROJCRS", "PROJECTEDCRS");
    private static final Set<String> WRAPPING = Set.of("COMPD_CS", "COMPOUNDCRS", "BOUNDCRS", "SOURCECRS");

    /** A keyword with its texts and numbers, in order, and its nested elements. */
    private record Element(String keyword, List<String> values, List<Element> children) {

        @Nullable
        Element child(Set<String> keywords) {
            return children.stream()
                    .filter(c -> keywords.contains(c.keyword))
                    .findFirst()
                    .orElse(null);
        }

        String name() {
            return values.isEmpty() ? "" : values.get(0);
        }

        double number(int index) {
            try {
                return index < values.size() ? Double.parseDouble(values.get(index)) : Double.NaN;
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }
    }

    private final String text;
    private int position;

    private WktText(String text) {
        this.text = text;
    }

    static CrsDescription describe(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new CrsException("The CRS \"" + Crs.quotable(text) + "\" has " + text.length()
                    + " characters; accepted are up to " + MAX_LENGTH);
        }
        WktText reader = new WktText(text);
        Element root = reader.element(0);
        reader.skipBlanks();
        if (reader.position != text.length()) {
            throw reader.unreadable();
        }
        Element crs = root;
        while (WRAPPING.contains(crs.keyword)) {
            String code = findCode(crs);
            Element inner = crs.children.stream()
                    .filter(c -> WRAPPING.contains(c.keyword)
                            || PROJECTED.contains(c.keyword)
                            || GEOGRAPHIC.contains(c.keyword))
                    .findFirst()
                    .orElseThrow(reader::unreadable);
            if (code != null && !crs.keyword.equals("SOURCECRS")) {
                return description(inner, code);
            }
            crs = inner;
        }
        if (!PROJECTED.contains(crs.keyword) && !GEOGRAPHIC.contains(crs.keyword)) {
            throw reader.unreadable();
        }
        return description(crs, findCode(crs));
    }

    private static CrsDescription description(Element crs, @Nullable String code) {
        boolean geographic = GEOGRAPHIC.contains(crs.keyword);
        Element base = geographic ? crs : crs.child(GEOGRAPHIC);
        Element datum = base == null ? null : base.child(Set.of("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"));
        Element ellipsoid = datum == null ? null : datum.child(Set.of("SPHEROID", "ELLIPSOID"));
        Element meridian = base == null ? null : base.child(Set.of("PRIMEM", "PRIMEMERIDIAN"));
        Element angle = base == null ? null : unit(base);
        Element length = geographic ? null : unit(crs);
        Element conversion = crs.child(Set.of("CONVERSION"));
        Element holder = conversion == null ? crs : conversion;
        Element method = holder.child(Set.of("PROJECTION", "METHOD"));
        boolean degrees = angle == null || Math.abs(angle.number(1) - Math.PI / 180) < 1e-12;
        return new CrsDescription(
                crs.name(),
                code,
                geographic,
                datum == null ? "" : CrsDescription.normalized(datum.name()),
                ellipsoid != null
                        && CrsDescription.isWgs84Ellipsoid(ellipsoid.number(1), ellipsoid.number(2))
                        && (meridian == null || meridian.number(1) == 0)
                        && degrees,
                length == null || length.number(1) == 1,
                method == null ? "" : CrsDescription.normalized(method.name()),
                parameters(holder),
                crs.keyword.equals("PROJCS") || crs.keyword.equals("GEOGCS"));
    }

    /** WKT 1 and ESRI write the unit beside the projection, WKT 2 there or in each axis. */
    private static @Nullable Element unit(Element crs) {
        Set<String> units = Set.of("UNIT", "LENGTHUNIT", "ANGLEUNIT");
        Element own = crs.child(units);
        Element axis = crs.child(Set.of("AXIS"));
        return own != null || axis == null ? own : axis.child(units);
    }

    private static Map<String, Double> parameters(Element holder) {
        Map<String, Double> values = new HashMap<>();
        for (Element parameter : holder.children) {
            if (parameter.keyword.equals("PARAMETER")) {
                values.put(CrsDescription.normalized(parameter.name()), parameter.number(1));
            }
        }
        return values;
    }

    private static @Nullable String findCode(Element crs) {
        Element id = crs.child(Set.of("AUTHORITY", "ID"));
        if (id == null || id.values.size() < 2) {
            return null;
        }
        String authority = id.values.get(0).toUpperCase(Locale.ROOT);
        String code = id.values.get(1).toUpperCase(Locale.ROOT);
        boolean usable = (authority.equals("EPSG") && code.matches("\\d{1,7}")) || authority.equals("OGC");
        return usable ? authority + ":" + code : null;
    }

    private Element element(int depth) {
        if (depth > MAX_DEPTH) {
            throw unreadable();
        }
        skipBlanks();
        String keyword = word();
        skipBlanks();
        if (keyword.isEmpty() || !(next('[') || next('('))) {
            throw unreadable();
        }
        List<String> values = new ArrayList<>();
        List<Element> children = new ArrayList<>();
        do {
            skipBlanks();
            if (position < text.length() && text.charAt(position) == '"') {
                values.add(quoted());
            } else {
                int start = position;
                String word = word();
                skipBlanks();
                if (position < text.length() && (text.charAt(position) == '[' || text.charAt(position) == '(')) {
                    position = start;
                    children.add(element(depth + 1));
                } else {
                    values.add(word);
                }
            }
            skipBlanks();
        } while (next(','));
        if (!(next(']') || next(')'))) {
            throw unreadable();
        }
        return new Element(keyword.toUpperCase(Locale.ROOT), values, children);
    }

    private String word() {
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || "_+-.:".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Quoted text, in which a doubled quote stands for one. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c != '"') {
                value.append(c);
            } else if (!next('"')) {
                return value.toString();
            } else {
                value.append('"');
            }
        }
        throw unreadable();
    }

    private boolean next(char c) {
        if (position < text.length() && text.charAt(position) == c) {
            position++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private CrsException unreadable() {
        return new CrsException(
                "The CRS \"" + Crs.quotable(text) + "\" is not readable WKT of a geographic or projected CRS"
                        + " (character " + (position + 1) + "); " + Crs.ACCEPTED);
    }
}
