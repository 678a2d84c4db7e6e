package org.phusong.jobs.bench;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The same counts by Sedona's SQL, tuned: layers dissolved, cut into pieces of 64 vertices, cached and broadcast.
 *
 * <p>{@code ST_Intersects} finds a point on the cut between two pieces twice, and a point in overlapping wards once each: grouping by
 * household takes each layer once and the smallest ward.
 */
final class SedonaPeer implements AutoCloseable {

    private static final String CONTEXT = "org.apache.sedona.spark.SedonaContext";

    private final SparkSession spark;
    private final Dataset<Row> pieces;

    private SedonaPeer(SparkSession spark, Dataset<Row> pieces) {
        this.spark = spark;
        this.pieces = pieces;
    }

    /** True where Sedona is on the class path. */
    static boolean isInstalled() {
        try {
            Class.forName(CONTEXT, false, SedonaPeer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Sedona's preparation: reads the areas, dissolves each layer, cuts wards and layers into pieces, caches them. */
    static SedonaPeer prepare(SparkSession spark, WorkloadFiles files) throws ReflectiveOperationException {
        try {
            Class.forName(CONTEXT).getMethod("create", SparkSession.class).invoke(null, spark);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("Sedona does not start: " + e.getCause(), e);
        }
        spark.read().parquet(files.wards().toString()).createOrReplaceTempView("bench_wards");
        spark.read().parquet(files.claims().toString()).createOrReplaceTempView("bench_claims");
        Dataset<Row> layers = spark.sql(
                        "SELECT layer, ST_Union(collect_list(ST_GeomFromWKB(geometry))) AS area FROM bench_claims"
                                + " GROUP BY layer")
                .repartition(24)
                .cache();
        layers.createOrReplaceTempView("bench_layers");
        Dataset<Row> pieces = spark.sql("SELECT CAST(NULL AS INT) AS ward, shiftleft(1L, layer) AS bit,"
                        + " explode(ST_SubDivide(area, 64)) AS piece FROM bench_layers"
                        + " UNION ALL SELECT number AS ward, 0L AS bit,"
                        + " explode(ST_SubDivide(ST_GeomFromWKB(geometry), 64)) AS piece FROM bench_wards")
                .cache();
        pieces.count();
        layers.unpersist();
        pieces.createOrReplaceTempView("bench_pieces");
        return new SedonaPeer(spark, pieces);
    }

    /** Households per ward and layer. */
    WardLayerCounts count(Path households, long total, int wards, int layers) {
        spark.read().parquet(households.toString()).createOrReplaceTempView("bench_households");
        WardLayerCounts counts = new WardLayerCounts(wards, layers);
        for (Row row : spark.sql("SELECT ward, bits, count(*) AS households FROM ("
                        + "SELECT id, min(ward) AS ward, bit_or(bit) AS bits FROM ("
                        + "SELECT /*+ BROADCAST(p) */ h.id, p.ward, p.bit FROM"
                        + " (SELECT monotonically_increasing_id() AS id, ST_Point(lon, lat) AS place FROM bench_households) h"
                        + " JOIN bench_pieces p ON ST_Intersects(p.piece, h.place)"
                        + ") GROUP BY id) GROUP BY ward, bits")
                .collectAsList()) {
            counts.add(row.isNullAt(0) ? -1 : row.getInt(0), row.getLong(1), row.getLong(2));
        }
        counts.fillUp(total);
        return counts;
    }

    @Override
    public void close() {
        pieces.unpersist();
    }
}
