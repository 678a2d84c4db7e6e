package org.phusong.jobs.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.phusong.geodata.index.CoverageIndex;
import org.phusong.geodata.index.Lookup;
import scala.reflect.ClassTag$;

/**
 * Our way to households per ward and layer: columnar batches from Spark's Parquet scan, looked up a million at a time and counted inside
 * the task. Nothing is shuffled; a task sends one small table of counts.
 */
final class OverlayJob {

    private static final int POINTS_AT_A_TIME = 1 << 20;
    private static final String X = "lon";
    private static final String Y = "lat";

    private final SparkSession spark;
    private final Broadcast<CoverageIndex> index;

    OverlayJob(SparkSession spark, Broadcast<CoverageIndex> index) {
        this.spark = spark;
        this.index = index;
    }

    WardLayerCounts count(Path households) {
        SparkPlan scan = spark.read()
                .parquet(households.toString())
                .select(X, Y)
                .queryExecution()
                .sparkPlan()
                .collectLeaves()
                .head();
        List<String> columns = Arrays.asList(scan.schema().fieldNames());
        int xColumn = columns.indexOf(X);
        int yColumn = columns.indexOf(Y);
        Broadcast<CoverageIndex> shared = index;
        List<WardLayerCounts> tasks = new JavaRDD<>(
                        scan.executeColumnar(), ClassTag$.MODULE$.<ColumnarBatch>apply(ColumnarBatch.class))
                .mapPartitions(batches -> List.of(new Task(shared.value()).count(batches, xColumn, yColumn))
                        .iterator())
                .collect();
        WardLayerCounts sum =
                new WardLayerCounts(index.value().wardCount(), index.value().classCount());
        tasks.forEach(sum::add);
        return sum;
    }

    /** Counts of points in memory, on the calling thread. */
    static WardLayerCounts count(CoverageIndex index, double[] xs, double[] ys) {
        Task task = new Task(index);
        task.add(xs, ys, xs.length);
        return task.counts();
    }

    /** What one task does. */
    private static final class Task {

        private final CoverageIndex index;
        private final Lookup lookup;
        private long[] households = new long[1 << 12];
        private int[] answers = new int[0];

        Task(CoverageIndex index) {
            this.index = index;
            this.lookup = index.lookup();
        }

        WardLayerCounts count(Iterator<ColumnarBatch> batches, int xColumn, int yColumn) {
            double[] xs = new double[POINTS_AT_A_TIME];
            double[] ys = new double[POINTS_AT_A_TIME];
            int count = 0;
            while (batches.hasNext()) {
                ColumnarBatch batch = batches.next();
                int rows = batch.numRows();
                if (count + rows > POINTS_AT_A_TIME) {
                    add(xs, ys, count);
                    count = 0;
                }
                copy(batch.column(xColumn), rows, xs, count);
                copy(batch.column(yColumn), rows, ys, count);
                count += rows;
            }
            add(xs, ys, count);
            return counts();
        }

        private static void copy(ColumnVector from, int rows, double[] to, int at) {
            if (from.hasNull()) {
                for (int i = 0; i < rows; i++) {
                    to[at + i] = from.isNullAt(i) ? Double.NaN : from.getDouble(i);
                }
            } else {
                System.arraycopy(from.getDoubles(0, rows), 0, to, at, rows);
            }
        }

        private void add(double[] xs, double[] ys, int count) {
            if (answers.length < count) {
                answers = new int[count];
            }
            lookup.answersAt(xs, ys, count, answers);
            if (lookup.answerCount() > households.length) {
                households = Arrays.copyOf(households, 2 * lookup.answerCount());
            }
            for (int i = 0; i < count; i++) {
                households[answers[i]]++;
            }
        }

        private WardLayerCounts counts() {
            WardLayerCounts counts = new WardLayerCounts(index.wardCount(), index.classCount());
            long[] classes = new long[index.words()];
            for (int answer = 0; answer < Math.min(households.length, lookup.answerCount()); answer++) {
                if (households[answer] > 0) {
                    lookup.classesOf(answer, classes);
                    counts.add(lookup.wardOf(answer), classes[0], households[answer]);
                }
            }
            return counts;
        }
    }
}
