package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.phusong.geodata.claim.AnswerDictionary;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.ServiceAnswers;
import org.phusong.jobs.read.HouseholdOutcome;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.table.CanonicalFooter;
import scala.Function1;
import scala.Function2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * The two passes over households: the first counts, the second writes each household with its answer.
 *
 * <p>Two passes, because answers are numbered by content and files are cut by exact counts: both are known only when all households
 * have been seen. The lookup is cheap enough to do twice.
 */
public final class HouseholdCoverage {

    private static final String FILE = "file";
    private static final String KEY = "space_key";

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
     */
    public void write(CoverageCount counted, ServiceAnswers services, Path folder) throws IOException {
        FileCut cut = new FileCut(counted.rowsByPrefix(), counted.unlocatedRows());
        Broadcast<Lines> lines = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .broadcast(new Lines(model, counted.answers(), services, cut, measures.size()));
        StructType schema = schema(services);
        Dataset<Row> rows = spark.createDataFrame(
                households
                        .outcomes()
                        .filter(HouseholdOutcome.Accepted.class::isInstance)
                        .map(outcome -> ((HouseholdOutcome.Accepted) outcome).household())
                        .mapPartitions(accepted -> lines.value().of(accepted)),
                schema);
        Path scratch = folder.resolveSibling(folder.getFileName() + ".spark");
        int files = Math.max(cut.files(), 1);
        Dataset<Row> sorted = rows.repartition(files, functions.col(FILE))
                .sortWithinPartitions(FILE, KEY, "household_id")
                .drop(KEY);
        if (cut.files() == 0) {
            sorted = sorted.drop(FILE);
        }
        var writer = sorted.write()
                .option("compression", "zstd")
                // A small block makes row groups small enough that a box filter skips most of a file.
                .option("parquet.block.size", 8L << 20);
        (cut.files() == 0 ? writer : writer.partitionBy(FILE))
                .parquet(scratch.toUri().toString());
        Files.createDirectories(folder);
        for (int file = 0; file < files; file++) {
            Path from = cut.files() == 0 ? scratch : scratch.resolve(FILE + "=" + file);
            Path part = folder.resolve(String.format("part-%05d.parquet", file));
            Files.move(onlyParquetIn(from), part);
            CanonicalFooter.rewrite(part);
        }
        deleteTree(scratch);
    }

    private StructType schema(ServiceAnswers services) {
        List<StructField> fields = new ArrayList<>();
        fields.add(DataTypes.createStructField(FILE, DataTypes.IntegerType, false));
        fields.add(DataTypes.createStructField(KEY, DataTypes.LongType, false));
        fields.add(DataTypes.createStructField("household_id", DataTypes.StringType, false));
        fields.add(DataTypes.createStructField("ward_code", DataTypes.StringType, true));
        fields.add(DataTypes.createStructField("lon", DataTypes.DoubleType, true));
        fields.add(DataTypes.createStructField("lat", DataTypes.DoubleType, true));
        measures.forEach(m -> fields.add(DataTypes.createStructField(m, DataTypes.DoubleType, false)));
        fields.add(DataTypes.createStructField("answer_id", DataTypes.IntegerType, false));
        for (String service : services.services()) {
            fields.add(DataTypes.createStructField("served_" + service, DataTypes.BooleanType, false));
            fields.add(DataTypes.createStructField("networks_" + service, DataTypes.IntegerType, false));
        }
        return DataTypes.createStructType(fields);
    }

    /** Turns households into rows of the table, with the file and the key that place them. */
    private static final class Lines implements Serializable {

        private static final long serialVersionUID = 1;

        private final CoverageModel model;
        private final AnswerDictionary answers;
        private final int[][] networks;
        private final FileCut cut;
        private final int measures;

        Lines(CoverageModel model, AnswerDictionary answers, ServiceAnswers services, FileCut cut, int measures) {
            this.model = model;
            this.answers = answers;
            this.cut = cut;
            this.measures = measures;
            this.networks = new int[answers.size()][services.services().size()];
            for (int answer = 0; answer < networks.length; answer++) {
                for (int service = 0; service < networks[answer].length; service++) {
                    networks[answer][service] = services.networks(answer, service);
                }
            }
        }

        Iterator<Row> of(Iterator<Household> accepted) {
            HouseholdAnswer finder = new HouseholdAnswer(model);
            AnswerInterner seen = new AnswerInterner(model.index().words());
            // From the task's numbers to those of the dictionary.
            List<Integer> ids = new ArrayList<>();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return accepted.hasNext();
                }

                @Override
                public Row next() {
                    Household household = accepted.next();
                    finder.find(household);
                    int local = seen.idOf(finder.answer());
                    if (local == ids.size()) {
                        ids.add(answers.idOf(seen.classIds(local)));
                    }
                    return row(household, finder.ward(), ids.get(local));
                }
            };
        }

        private Row row(Household household, int ward, int answer) {
            GeoPoint point = household.point();
            long key = point == null ? FileCut.UNLOCATED : SpaceKey.of(point.lon(), point.lat());
            long prefix = point == null ? key : key >>> (SpaceKey.BITS - TaskCount.PREFIX_BITS);
            Object[] cells = new Object[7 + measures + 2 * networks[answer].length];
            int at = 0;
            cells[at++] = cut.fileOf(prefix);
            cells[at++] = key;
            cells[at++] = household.id();
            cells[at++] = ward < 0 ? null : model.wardCode(ward);
            cells[at++] = point == null ? null : point.lon();
            cells[at++] = point == null ? null : point.lat();
            for (long thousandths : household.thousandths()) {
                cells[at++] = Thousandths.toDouble(thousandths);
            }
            cells[at++] = answer;
            for (int count : networks[answer]) {
                cells[at++] = count > 0;
                cells[at++] = count;
            }
            return RowFactory.create(cells);
        }
    }

    private static Path onlyParquetIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(f -> f.getFileName().toString().endsWith(".parquet"))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalStateException("Spark wrote " + found.size() + " files into " + folder + ", not one");
            }
            return found.get(0);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
