package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.phusong.jobs.assess.ServiceAnswers;
import org.phusong.jobs.read.HouseholdOutcome;
import org.phusong.jobs.read.HouseholdReader;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * The two passes over households: the first counts, the second writes each household with its answer.
 *
 * <p>Two passes, because answers are numbered by content and files are cut by exact counts: both are known only when all households
 * have been seen. The lookup is cheap enough to do twice.
 */
public final class HouseholdCoverage {

    private final SparkSession spark;
    private final HouseholdReader households;
    private final CoverageModel model;
    private final Broadcast<CoverageModel> shared;
    private final List<String> measures;

    /**
     * Prepares the passes.
     *
     * @param spark runs them
     * @param households rows of the study's households
     * @param model answers for each
     * @param measures names of the study's measures, in its order
     */
    public HouseholdCoverage(
            SparkSession spark, HouseholdReader households, CoverageModel model, List<String> measures) {
        this.spark = spark;
        this.households = households;
        this.model = model;
        this.measures = List.copyOf(measures);
        this.shared = JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
    }

    /**
     * Finds every household's ward and answer and counts them; repeated ids are found and rejected.
     *
     * @param passed is told how many rows each task has passed, as they end
     */
    public CoverageCount count(LongConsumer passed) {
        TaskCount counted = pass(passed);
        long[] repeated = counted.repeatedIdHashes();
        // Two ids with one hash are hardly ever met, and then nothing is rejected and the first count stands.
        if (repeated.length > 0 && households.rejectDuplicates(repeated) > 0) {
            counted = pass(rows -> {});
        }
        return new CoverageCount(counted, model, measures);
    }

    private TaskCount pass(LongConsumer passed) {
        Broadcast<CoverageModel> shipped = shared;
        int count = measures.size();
        JavaRDD<TaskCount> tasks = households
                .outcomes()
                .mapPartitions(rows -> List.of(new HouseholdPass(shipped.value(), count).over(rows))
                        .iterator());
        TaskCount sum = new TaskCount(count);
        // Each task's count is added as it arrives: none waits in memory, and sums do not depend on the order.
        spark.sparkContext()
                .runJob(
                        tasks.rdd(),
                        (Function1<scala.collection.Iterator<TaskCount>, TaskCount> & Serializable)
                                scala.collection.Iterator::next,
                        (Function2<Object, TaskCount, BoxedUnit> & Serializable) (task, counted) -> {
                            sum.merge(counted);
                            passed.accept(counted.rows());
                            return BoxedUnit.UNIT;
                        },
                        ClassTag$.MODULE$.apply(TaskCount.class));
        return sum;
    }

    /**
     * Writes {@code household_coverage}: sorted by space, the same files whatever the cores and the order of rows.
     *
     * @param counted what {@link #count} gave
     * @param services what answers mean
     * @param folder is created, and holds {@code part-00000.parquet} and so on
     * @return rows written
     */
    public long write(CoverageCount counted, ServiceAnswers services, Path folder) throws IOException {
        FileCut cut = new FileCut(counted.rowsByPrefix(), counted.unlocatedRows());
        Broadcast<HouseholdLines> lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new HouseholdLines(model, counted.answers(), services, measures, folder));
        Files.createDirectories(folder);
        LongAccumulator written = spark.sparkContext().longAccumulator("households written");
        if (cut.files() == 0) {
            lines.value().write(0, Collections.emptyIterator());
        } else {
            households
                    .outcomes()
                    .filter(HouseholdOutcome.Accepted.class::isInstance)
                    .map(outcome -> ((HouseholdOutcome.Accepted) outcome).household())
                    .mapPartitions(accepted -> lines.value().place(accepted))
                    .mapToPair(household -> new Tuple2<>(household, Boolean.TRUE))
                    .repartitionAndSortWithinPartitions(new ByFile(cut))
                    .foreachPartition(sorted -> written.add(lines.value().write(TaskContext.getPartitionId(), sorted)));
        }
        lines.destroy();
        return written.value();
    }

    /** Sends each household to the task that writes its file. */
    private static final class ByFile extends Partitioner {

        private static final long serialVersionUID = 1;

        private final FileCut cut;

        ByFile(FileCut cut) {
            this.cut = cut;
        }

        @Override
        public int numPartitions() {
            return cut.files();
        }

        @Override
        public int getPartition(Object key) {
            return cut.fileOf(((PlacedHousehold) key).prefix());
        }
    }
}
