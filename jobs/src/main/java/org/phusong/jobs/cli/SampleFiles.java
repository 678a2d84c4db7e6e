package org.phusong.jobs.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Ward;
import org.phusong.geodata.sample.HouseholdStream;
import org.phusong.geodata.sample.SampleCity;
import org.phusong.geodata.sample.SampleClaim;
import org.phusong.geodata.sample.SampleHousehold;
import org.phusong.geodata.sample.SampleOperator;
import org.phusong.geodata.sample.SampleRegion;
import org.phusong.jobs.table.TableSchema;
import org.phusong.jobs.table.TableWriter;

/** Writes the inputs of a sample, each in a format that a regulator might get it in. The same rows give the same bytes. */
final class SampleFiles {

    static final String WARDS_GEOJSON = "wards.geojson";
    static final String WARDS_PARQUET = "wards.parquet";
    static final String HOUSEHOLDS = "households.parquet";
    static final String FIXED_GEOJSON = "coverage/fixed.geojson";
    static final String FIXED_PARQUET = "coverage/fixed.parquet";
    static final String MOBILE = "coverage/mobile.parquet";
    static final String CONNECTIONS = "coverage/connections.csv.gz";

    private static final int DIMENSIONS = 2;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Path folder;
    private final WKBWriter wkb = new WKBWriter(DIMENSIONS, ByteOrderValues.LITTLE_ENDIAN);

    SampleFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("coverage"));
    }

    /** Wards with code, name and bank as GeoJSON. */
    void writeWardsAsGeoJson(List<Ward> wards) throws IOException {
        try (JsonGenerator json = startFeatures(WARDS_GEOJSON)) {
            for (Ward ward : wards) {
                startFeature(json);
                json.writeStringField("code", ward.code());
                json.writeStringField("name", ward.name());
                json.writeStringField("bank", ward.groups().getOrDefault(SampleCity.BANK, ""));
                endFeature(json, ward.geometry());
            }
            endFeatures(json);
        }
    }

    /** Wards with code and name as GeoParquet. */
    void writeWardsAsGeoParquet(List<Ward> wards) throws IOException {
        TableSchema schema = new TableSchema("wards")
                .text("code")
                .text("name")
                .bytes("geometry")
                .box("bbox");
        try (TableWriter table = writer(WARDS_PARQUET, schema, geo("\"Polygon\",\"MultiPolygon\"", true))) {
            for (Ward ward : wards) {
                table.write(ward.code(), ward.name(), wkb.write(ward.geometry()), box(ward.geometry()));
            }
        }
    }

    /**
     * Households as GeoParquet in space-filling order, and the list of those with a connection as gzipped CSV. Streams: memory does not
     * grow with their number.
     */
    void writeHouseholds(SampleRegion region, long count) throws IOException {
        HouseholdStream households = new HouseholdStream(region, count);
        TableSchema schema = new TableSchema("households")
                .text("household_id")
                .nullableDecimal("lon")
                .nullableDecimal("lat")
                .nullableText("ward_code")
                .nullableText("khu_pho")
                .integer("households")
                .integer("population")
                .nullableBytes("geometry");
        try (TableWriter table = writer(HOUSEHOLDS, schema, geo("\"Point\"", false));
                CSVPrinter list = startConnections()) {
            for (long row = 0; households.hasNext(); row++) {
                SampleHousehold household = households.next();
                writeHousehold(table, household);
                if (household.connected()) {
                    // Every third row spells the operator in capitals, every tenth is a business line.
                    String brand = SampleOperator.SONG_XANH.title();
                    list.printRecord(
                            household.id(),
                            row % 3 == 0 ? brand.toUpperCase(Locale.ROOT) : brand,
                            "50",
                            "300",
                            "300",
                            row % 10 == 0 ? "B" : "R");
                }
            }
        }
    }

    private void writeHousehold(TableWriter table, SampleHousehold household) throws IOException {
        GeoPoint point = household.point();
        table.write(
                household.id(),
                point == null ? null : Double.valueOf(point.lon()),
                point == null ? null : Double.valueOf(point.lat()),
                household.wardCode(),
                household.quarter(),
                1,
                household.people(),
                point == null ? null : wkb.write(FACTORY.createPoint(new Coordinate(point.lon(), point.lat()))));
    }

    private CSVPrinter startConnections() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setRecordSeparator('\n')
                .setHeader(
                        "location_id",
                        "brand_name",
                        "technology",
                        "max_advertised_download_speed",
                        "max_advertised_upload_speed",
                        "business_residential_code")
                .get();
        return format.print(new BufferedWriter(new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(CONNECTIONS))), StandardCharsets.UTF_8)));
    }

    /** Fixed claims as GeoJSON. */
    void writeFixedAsGeoJson(List<SampleClaim> claims) throws IOException {
        try (JsonGenerator json = startFeatures(FIXED_GEOJSON)) {
            for (SampleClaim claim : claims) {
                ClaimClass attributes = claim.attributes();
                startFeature(json);
                json.writeStringField("operator", attributes.operator());
                json.writeStringField("technology", attributes.technology().name());
                writeNumber(json, "down_mbps", attributes.downMbps());
                writeNumber(json, "up_mbps", attributes.upMbps());
                writeNumber(json, "latency_ms", attributes.latencyMs());
                json.writeStringField("customer", ClaimClass.text(attributes.customer()));
                json.writeStringField("status", ClaimClass.text(attributes.status()));
                endFeature(json, claim.area());
            }
            endFeatures(json);
        }
    }

    /** Fixed claims as GeoParquet. */
    void writeFixedAsGeoParquet(List<SampleClaim> claims) throws IOException {
        TableSchema schema = new TableSchema("fixed")
                .text("operator")
                .text("technology")
                .nullableDecimal("down_mbps")
                .nullableDecimal("up_mbps")
                .nullableDecimal("latency_ms")
                .text("customer")
                .text("status")
                .bytes("geometry")
                .box("bbox");
        try (TableWriter table = writer(FIXED_PARQUET, schema, geo("\"Polygon\"", true))) {
            for (SampleClaim claim : claims) {
                ClaimClass attributes = claim.attributes();
                table.write(
                        attributes.operator(),
                        attributes.technology().name(),
                        attributes.downMbps(),
                        attributes.upMbps(),
                        attributes.latencyMs(),
                        ClaimClass.text(attributes.customer()),
                        ClaimClass.text(attributes.status()),
                        wkb.write(claim.area()),
                        box(claim.area()));
            }
        }
    }

    /** Mobile claims as GeoParquet. */
    void writeMobile(List<SampleClaim> claims) throws IOException {
        TableSchema schema = new TableSchema("mobile")
                .text("operator")
                .text("technology")
                .nullableDecimal("signal_dbm")
                .nullableText("environment")
                .bytes("geometry")
                .box("bbox");
        try (TableWriter table = writer(MOBILE, schema, geo("\"Polygon\"", true))) {
            for (SampleClaim claim : claims) {
                ClaimClass attributes = claim.attributes();
                table.write(
                        attributes.operator(),
                        attributes.technology().name(),
                        attributes.signalDbm(),
                        attributes.environment() == null ? null : ClaimClass.text(attributes.environment()),
                        wkb.write(claim.area()),
                        box(claim.area()));
            }
        }
    }

    private TableWriter writer(String name, TableSchema schema, String geo) throws IOException {
        return TableWriter.create(folder.resolve(name), schema.toMessage(), Map.of("geo", geo));
    }

    /** The {@code geo} entry of GeoParquet 1.1; without a CRS it is OGC:CRS84. */
    private static String geo(String types, boolean covering) {
        String box = covering
                ? ",\"covering\":{\"bbox\":{\"xmin\":[\"bbox\",\"xmin\"],\"ymin\":[\"bbox\",\"ymin\"],"
                        + "\"xmax\":[\"bbox\",\"xmax\"],\"ymax\":[\"bbox\",\"ymax\"]}}"
                : "";
        return "{\"version\":\"1.1.0\",\"primary_column\":\"geometry\",\"columns\":{\"geometry\":"
                + "{\"encoding\":\"WKB\",\"geometry_types\":[" + types + "]" + box + "}}}";
    }

    private static double[] box(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        return new double[] {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
    }

    private JsonGenerator startFeatures(String name) throws IOException {
        JsonGenerator json =
                new JsonFactory().createGenerator(folder.resolve(name).toFile(), JsonEncoding.UTF8);
        json.writeStartObject();
        json.writeStringField("type", "FeatureCollection");
        json.writeStringField("description", "Synthetic sample, made up by PhuSong");
        json.writeArrayFieldStart("features");
        return json;
    }

    private static void startFeature(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
        json.writeStartObject();
        json.writeStringField("type", "Feature");
        json.writeObjectFieldStart("properties");
    }

    private static void endFeature(JsonGenerator json, Geometry geometry) throws IOException {
        json.writeEndObject();
        json.writeObjectFieldStart("geometry");
        json.writeStringField("type", geometry.getGeometryType());
        json.writeArrayFieldStart("coordinates");
        if (geometry instanceof Polygon polygon) {
            writeRings(json, polygon);
        } else {
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                json.writeStartArray();
                writeRings(json, (Polygon) geometry.getGeometryN(i));
                json.writeEndArray();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void endFeatures(JsonGenerator json) throws IOException {
        json.writeRaw('\n');
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeRings(JsonGenerator json, Polygon polygon) throws IOException {
        writeRing(json, polygon.getExteriorRing());
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            writeRing(json, polygon.getInteriorRingN(i));
        }
    }

    private static void writeRing(JsonGenerator json, LineString ring) throws IOException {
        json.writeStartArray();
        for (Coordinate vertex : ring.getCoordinates()) {
            json.writeArray(new double[] {vertex.x, vertex.y}, 0, 2);
        }
        json.writeEndArray();
    }

    private static void writeNumber(JsonGenerator json, String name, @Nullable Double value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
