package org.phusong.geodata.crs;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The codes that are recognised without the EPSG database: WGS 84, its UTM zones, Web Mercator and the zones of VN-2000. */
final class KnownCode {

    /** Codes that mean the same place for the same (x, y) as the code they are read as. */
    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("OGC:CRS84", "EPSG:4326"),
            Map.entry("OGC:CRS84H", "EPSG:4326"),
            Map.entry("CRS:84", "EPSG:4326"),
            Map.entry("CRS:CRS84", "EPSG:4326"),
            Map.entry("EPSG:4979", "EPSG:4326"),
            Map.entry("OGC:CRS83", "EPSG:4269"),
            Map.entry("CRS:83", "EPSG:4269"),
            Map.entry("OGC:CRS27", "EPSG:4267"),
            Map.entry("CRS:27", "EPSG:4267"),
            Map.entry("EPSG:900913", "EPSG:3857"),
            Map.entry("EPSG:102100", "EPSG:3857"),
            Map.entry("EPSG:102113", "EPSG:3857"),
            Map.entry("EPSG:3785", "EPSG:3857"),
            // Withdrawn twins of the zones of 3 degrees.
            Map.entry("EPSG:6956", "EPSG:5896"),
            Map.entry("EPSG:6957", "EPSG:5897"),
            Map.entry("EPSG:6958", "EPSG:5898"),
            Map.entry("EPSG:6959", "EPSG:5899"));

    /** VN-2000 / TM-3 (scale 0.9999): central meridian in hundredths of a degree to EPSG code. */
    private static final Map<Integer, Integer> VN2000_TM3 = Map.ofEntries(
            Map.entry(102_00, 5896),
            Map.entry(105_00, 5897),
            Map.entry(108_00, 5898),
            Map.entry(107_75, 5899),
            Map.entry(103_00, 9205),
            Map.entry(104_00, 9206),
            Map.entry(104_50, 9207),
            Map.entry(104_75, 9208),
            Map.entry(105_50, 9209),
            Map.entry(105_75, 9210),
            Map.entry(106_00, 9211),
            Map.entry(106_25, 9212),
            Map.entry(106_50, 9213),
            Map.entry(107_00, 9214),
            Map.entry(107_25, 9215),
            Map.entry(107_50, 9216),
            Map.entry(108_25, 9217),
            Map.entry(108_50, 9218));

    private static final Map<String, String> NAMES = Map.of(
            "wgs84", "EPSG:4326",
            "wgs1984", "EPSG:4326",
            "gcswgs1984", "EPSG:4326",
            "wgs84crs84", "EPSG:4326",
            "crs84", "EPSG:4326",
            "wgs84pseudomercator", "EPSG:3857",
            "wgs1984webmercatorauxiliarysphere", "EPSG:3857",
            "vn2000", "EPSG:4756",
            "gcsvn2000", "EPSG:4756");
    private static final Pattern UTM_NAME = Pattern.compile("(wgs84|wgs1984|vn2000)utmzone(\\d{1,2})([ns])");
    private static final Pattern TM3_NAME = Pattern.compile("VN.?2000.*TM.?3\\D*?(10\\d)[-_. ](00|15|30|45)\\D*");

    private KnownCode() {}

    /** The code that stands for all codes which differ in axis order or age only. */
    static String canonical(String code) {
        return CANONICAL.getOrDefault(code, code.replaceFirst("^EPSG:0+(?=\\d)", "EPSG:"));
    }

    /** The code of a CRS that is given by its name alone. */
    static @Nullable String findByName(String name) {
        String key = CrsDescription.normalized(name);
        String plain = NAMES.get(key);
        if (plain != null) {
            return plain;
        }
        Matcher tm3 = TM3_NAME.matcher(name);
        if (tm3.matches()) {
            return findVn2000(Integer.parseInt(tm3.group(1)) + Integer.parseInt(tm3.group(2)) / 60.0, 0.9999);
        }
        Matcher utm = UTM_NAME.matcher(key);
        if (!utm.matches()) {
            return null;
        }
        int zone = Integer.parseInt(utm.group(2));
        boolean north = utm.group(3).equals("n");
        if (utm.group(1).equals("vn2000")) {
            return north ? findVn2000(6.0 * zone - 183, 0.9996) : null;
        }
        return zone >= 1 && zone <= 60 ? "EPSG:" + ((north ? 32600 : 32700) + zone) : null;
    }

    /** The code that a definition names, else the one that its parameters or at last its name stand for. */
    static @Nullable String findByDescription(CrsDescription crs) {
        if (crs.code() != null) {
            return crs.code();
        }
        if (crs.datum().isEmpty()) {
            return findByName(crs.name());
        }
        boolean wgs84 = crs.datum().matches("d?(wgs(19)?84|worldgeodeticsystem1984)(ensemble)?");
        boolean vn2000 = isVn2000(crs.datum());
        if (!(wgs84 || vn2000) || !crs.wgs84Ellipsoid() || !crs.metres()) {
            return null;
        }
        if (crs.geographic()) {
            return wgs84 ? "EPSG:4326" : "EPSG:4756";
        }
        if (crs.method().equals("transversemercator")) {
            return findTransverseMercator(crs, wgs84);
        }
        return wgs84 ? findWebMercator(crs) : null;
    }

    static boolean isVn2000(String normalizedDatum) {
        return normalizedDatum.matches("d?(vn|vietnam)2000");
    }

    private static @Nullable String findTransverseMercator(CrsDescription crs, boolean wgs84) {
        double meridian = crs.parameter(0, "centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin");
        double scale = crs.parameter(1, "scalefactor", "scalefactoratnaturalorigin");
        double northing = crs.parameter(0, "falsenorthing");
        if (crs.parameter(0, "falseeasting") != 500000
                || crs.parameter(0, "latitudeoforigin", "latitudeofnaturalorigin") != 0) {
            return null;
        }
        if (!wgs84) {
            return northing == 0 ? findVn2000(meridian, scale) : null;
        }
        double zone = (meridian + 183) / 6;
        boolean zoned = zone == Math.rint(zone) && zone >= 1 && zone <= 60 && scale == 0.9996;
        if (!zoned || (northing != 0 && northing != 10_000_000)) {
            return null;
        }
        return "EPSG:" + ((northing == 0 ? 32600 : 32700) + (int) zone);
    }

    private static @Nullable String findVn2000(double meridian, double scale) {
        if (scale == 0.9996) {
            return meridian == 105 ? "EPSG:3405" : meridian == 111 ? "EPSG:3406" : null;
        }
        double hundredths = Math.rint(meridian * 100);
        // Meridians in degrees of few decimals (105.75) are written exactly; 1e-9 degrees are 0.1 mm on the ground.
        if (scale != 0.9999 || Math.abs(meridian * 100 - hundredths) > 1e-7) {
            return null;
        }
        Integer code = VN2000_TM3.get((int) hundredths);
        return code == null ? null : "EPSG:" + code;
    }

    private static @Nullable String findWebMercator(CrsDescription crs) {
        boolean sphere = crs.method().equals("mercatorauxiliarysphere")
                || crs.method().equals("popularvisualisationpseudomercator");
        boolean plain = crs.parameters().entrySet().stream()
                .filter(p -> !p.getKey().startsWith("scalefactor"))
                .allMatch(p -> p.getValue() == 0);
        return sphere && plain ? "EPSG:3857" : null;
    }
}
