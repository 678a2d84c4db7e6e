package org.phusong.jobs.read;

/** File formats that inputs may have, told from their content. */
public enum Format {
    /** Parquet without geometry of its own. */
    PARQUET("Parquet"),
    /** Parquet with a {@code geo} key that names WKB columns and their CRS. */
    GEOPARQUET("GeoParquet"),
    /** Comma-separated text, perhaps compressed by gzip. */
    CSV("CSV"),
    /** One GeoJSON FeatureCollection. */
    GEOJSON("GeoJSON"),
    /** GeoJSON Features one after the other, by lines or by record separators (RFC 8142). */
    GEOJSON_SEQ("GeoJSONSeq"),
    /** SQLite file with the tables of OGC GeoPackage. */
    GEOPACKAGE("GeoPackage"),
    /** ESRI Shapefile: {@code .shp} and {@code .dbf}, perhaps {@code .shx}, {@code .prj} and {@code .cpg}. */
    SHAPEFILE("Shapefile");

    /** What an input may be, for messages. */
    static final String ACCEPTED =
            "Parquet, GeoParquet, CSV (also .gz), GeoJSON or GeoJSONSeq (also .gz), GeoPackage and Shapefile (.shp) are accepted";

    private final String displayName;

    Format(String displayName) {
        this.displayName = displayName;
    }

    /** Name for reports and messages. */
    public String displayName() {
        return displayName;
    }

    @Override
    public String toString() {
        return displayName;
    }
}
