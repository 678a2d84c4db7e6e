package org.phusong.geodata.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;

class CrsTest {

    private static final String ESRI_WGS84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
            + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    private static String esriTransverseMercator(String geogcs, String datum, double meridian, double scale) {
        return "PROJCS[\"Any_Name\",GEOGCS[\"" + geogcs + "\",DATUM[\"" + datum
                + "\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
                + "UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"
                + "PARAMETER[\"False_Easting\",500000.0],PARAMETER[\"False_Northing\",0.0],"
                + "PARAMETER[\"Central_Meridian\"," + meridian + "],PARAMETER[\"Scale_Factor\"," + scale
                + "],PARAMETER[\"Latitude_Of_Origin\",0.0],UNIT[\"Meter\",1.0]]";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:4326",
                "epsg:4326",
                " EPSG:4326\n",
                "4326",
                "OGC:CRS84",
                "CRS:84",
                "WGS 84",
                "urn:ogc:def:crs:EPSG::4326",
                "urn:ogc:def:crs:EPSG:9.8:4326",
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:OGC::CRS84",
                "http://www.opengis.net/def/crs/EPSG/0/4326",
                "https://www.opengis.net/def/crs/OGC/1.3/CRS84",
                "http://www.opengis.net/gml/srs/epsg.xml#4326",
                ESRI_WGS84,
                "{\"type\":\"GeographicCRS\",\"name\":\"any\",\"id\":{\"authority\":\"OGC\",\"code\":\"CRS84\"}}",
                "{\"type\":\"GeographicCRS\",\"name\":\"any\",\"id\":{\"authority\":\"EPSG\",\"code\":4326}}",
                "{\"type\":\"GeographicCRS\",\"name\":\"WGS 84\"}",
                "GEOGCRS[\"WGS 84\",ENSEMBLE[\"World Geodetic System 1984 ensemble\",MEMBER[\"World Geodetic System 1984"
                        + " (G730)\"],ELLIPSOID[\"WGS 84\",6378137,298.257223563,LENGTHUNIT[\"metre\",1]],ENSEMBLEACCURACY[2.0]],"
                        + "PRIMEM[\"Greenwich\",0,ANGLEUNIT[\"degree\",0.0174532925199433]],CS[ellipsoidal,2],"
                        + "AXIS[\"geodetic latitude (Lat)\",north,ORDER[1],ANGLEUNIT[\"degree\",0.0174532925199433]],"
                        + "AXIS[\"geodetic longitude (Lon)\",east,ORDER[2],ANGLEUNIT[\"degree\",0.0174532925199433]]]",
                "BOUNDCRS[SOURCECRS[" + ESRI_WGS84 + "],TARGETCRS[" + ESRI_WGS84 + "],ABRIDGEDTRANSFORMATION[\"x\"]]"
            })
    void everyWayOfWritingWgs84IsWgs84(String text) {
        Crs crs = Crs.parse(text);
        assertThat(crs.isWgs84()).isTrue();
        assertThat(crs.text()).isEqualTo("EPSG:4326");
        assertThat(crs.isSameAs(Crs.WGS84)).isTrue();
    }

    @Test
    void projectedDefinitionsGiveTheirCode() {
        assertThat(Crs.parse("urn:ogc:def:crs:EPSG::32648").text()).isEqualTo("EPSG:32648");
        assertThat(Crs.parse(esriTransverseMercator("GCS_WGS_1984", "D_WGS_1984", 105, 0.9996))
                        .text())
                .isEqualTo("EPSG:32648");
        assertThat(Crs.parse("WGS 84 / UTM zone 48N").text()).isEqualTo("EPSG:32648");
        assertThat(Crs.parse("VN-2000 / UTM zone 48N").text()).isEqualTo("EPSG:3405");
        assertThat(Crs.parse("VN-2000 / TM-3 105-45").text()).isEqualTo("EPSG:9210");
        assertThat(Crs.parse("{\"type\":\"ProjectedCRS\",\"name\":\"x\",\"id\":{\"authority\":\"EPSG\",\"code\":9210}}")
                        .text())
                .isEqualTo("EPSG:9210");
    }

    @Test
    void vn2000ZoneWithoutCodeIsRecognisedByItsParameters() {
        assertThat(Crs.parse(esriTransverseMercator("GCS_VN_2000", "D_Vietnam_2000", 105.75, 0.9999))
                        .text())
                .isEqualTo("EPSG:9210");
        assertThat(Crs.parse(esriTransverseMercator("VN-2000", "VN-2000", 107.75, 0.9999))
                        .text())
                .isEqualTo("EPSG:5899");
        assertThat(Crs.parse(esriTransverseMercator("GCS_VN_2000", "D_Vietnam_2000", 105, 0.9996))
                        .text())
                .isEqualTo("EPSG:3405");
        assertThat(Crs.parse(
                                "{\"type\":\"ProjectedCRS\",\"name\":\"local\",\"base_crs\":{\"name\":\"VN-2000\",\"datum\":{"
                                        + "\"name\":\"Vietnam 2000\",\"ellipsoid\":{\"name\":\"WGS 84\",\"semi_major_axis\":6378137,"
                                        + "\"inverse_flattening\":298.257223563}}},\"conversion\":{\"name\":\"c\",\"method\":{\"name\":"
                                        + "\"Transverse Mercator\"},\"parameters\":[{\"name\":\"Longitude of natural origin\",\"value\":105.75},"
                                        + "{\"name\":\"Scale factor at natural origin\",\"value\":0.9999},{\"name\":\"False easting\","
                                        + "\"value\":500000}]}}")
                        .text())
                .isEqualTo("EPSG:9210");
    }

    /** A meridian that EPSG has no zone for still goes through EPSG:6960: on it, the way there and back is that of its neighbour. */
    @Test
    void vn2000ZoneOfNoCodeIsUsableThroughItsDefinition() {
        Crs odd = Crs.parse(esriTransverseMercator("GCS_VN_2000", "D_Vietnam_2000", 105.9, 0.9999));
        double[] place = {500000, 1_190_000};
        Reprojection.toWgs84(odd).transform(place, 1);
        double[] inZone9210 = place.clone();
        Reprojection.fromWgs84(Crs.parse("EPSG:9210")).transform(inZone9210, 1);
        // 0.15 degrees east of the meridian 105.75 at latitude 10.76: 0.15 * 111,320 * cos(10.76) = 16,404 m, give or
        // take 1 %.
        assertThat(inZone9210[0] - 500000).isBetween(16_240.0, 16_570.0);
        assertThat(Crs.parse(odd.definition()).isSameAs(odd)).isTrue();
        assertThat(odd.isSameAs(Crs.parse("EPSG:9210"))).isFalse();
    }

    @Test
    void codesThatDifferInAxisOrderOrAgeOnlyAreTheSame() {
        assertThat(Crs.parse("OGC:CRS84").isSameAs(Crs.parse("EPSG:4326"))).isTrue();
        assertThat(Crs.parse("EPSG:900913").isSameAs(Crs.parse("EPSG:3857"))).isTrue();
        assertThat(Crs.parse("EPSG:6959").isSameAs(Crs.parse("EPSG:5899"))).isTrue();
        assertThat(Crs.parse("EPSG:32648").isSameAs(Crs.parse("EPSG:3405"))).isFalse();
        assertThat(Crs.parse("EPSG:4756").isSameAs(Crs.WGS84)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EPSG:999999",
                "EPSG:abc",
                "EPSG:99999999999999",
                "utter nonsense",
                "GEOGCS[",
                "GEOGCS[\"x\"",
                "PROJCS[[[[[[",
                "LOCAL_CS[\"site\",UNIT[\"m\",1]]",
                "{\"name\":",
                "{}",
                "urn:ogc:def:crs,crs:EPSG::4326,crs:EPSG::5701",
                "EPSG:5773",
                "EPSG:4978"
            })
    void whatIsNoUsableCrsIsRefusedWithItsValueAndWhatWouldBeAccepted(String text) {
        assertThatThrownBy(() -> Crs.parse(text))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("EPSG:9210");
    }

    @Test
    void definitionWithoutCodeIsRefusedByItsName() {
        assertThatThrownBy(() -> Crs.parse("{\"name\":\"Mars 2000\"}"))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining("Mars 2000")
                .hasMessageContaining("EPSG:9210");
    }

    @Test
    void emptyTextIsRefused() {
        assertThatThrownBy(() -> Crs.parse(" ")).isInstanceOf(CrsException.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> Crs.parse("A[".repeat(40_000))).isInstanceOf(CrsException.class);
        assertThatThrownBy(() -> Crs.parse("{\"a\":".repeat(40_000))).isInstanceOf(CrsException.class);
    }

    /** Indian 1960 and Hanoi 1972: shifts are published for oil fields only, and differ by 452 m where people live. */
    @ParameterizedTest
    @ValueSource(strings = {"EPSG:3148", "EPSG:3149", "EPSG:3176", "EPSG:4131", "EPSG:2044", "EPSG:4147"})
    void datumOfUnknownShiftIsRefused(String code) {
        assertThatThrownBy(() -> Crs.parse(code))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("shift to WGS 84 is not known")
                .hasMessageContaining("EPSG:9210");
    }

    @Test
    void customDatumWithoutShiftIsRefused() {
        String text = "GEOGCS[\"GCS_unknown\",DATUM[\"D_Everest\",SPHEROID[\"Everest\",6377276.345,300.8017]],"
                + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";
        assertThatThrownBy(() -> Crs.parse(text))
                .isInstanceOf(CrsException.class)
                .hasMessageContaining("GCS_unknown")
                .hasMessageContaining("shift");
    }

    /** A class loader that has no GeoTools at all: what touches it fails. */
    @Test
    void wgs84NeedsNoGeoTools() throws Exception {
        URL[] path = {
            Crs.class.getProtectionDomain().getCodeSource().getLocation(),
            Geometry.class.getProtectionDomain().getCodeSource().getLocation()
        };
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Class<?> crsClass = loader.loadClass(Crs.class.getName());
            Object crs = crsClass.getMethod("parse", String.class).invoke(null, "EPSG:4326");
            Object fromPrj = crsClass.getMethod("parse", String.class).invoke(null, ESRI_WGS84);
            assertThat(fromPrj).isSameAs(crs);
            Class<?> reprojectionClass = loader.loadClass(Reprojection.class.getName());
            Object reprojection =
                    reprojectionClass.getMethod("toWgs84", crsClass).invoke(null, crs);
            double[] xy = {106.7, 10.8};
            reprojectionClass.getMethod("transform", double[].class, int.class).invoke(reprojection, xy, 1);
            assertThat(xy).containsExactly(106.7, 10.8);
        }
    }
}
