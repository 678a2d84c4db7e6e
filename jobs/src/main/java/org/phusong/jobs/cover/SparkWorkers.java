package org.phusong.jobs.cover;

import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import scala.Function1;
import scala.Function2;
import scala.Tuple2;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/** Does the parts of a job as tasks of Spark, a task a part. */
public final class SparkWorkers implements Workers {

    private final SparkSession spark;
    private final JavaSparkContext context;

    /** @param spark runs the tasks */
    public SparkWorkers(SparkSession spark) {
        this.spark = spark;
        this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    @Override
    public <T extends Serializable> Shared<T> share(T value) {
        return context.isLocal() ? InThisProcess.hold(value) : new Broadcasted<>(context.broadcast(value));
    }

    private record Broadcasted<T>(Broadcast<T> value) implements Shared<T> {
        @Override
        public T get() {
            return value.value();
        }

        @Override
        public void close() {
            value.destroy();
        }
    }

    /**
     * A value for tasks that run in this process: a broadcast would write it out, compress it and keep both, hundreds of megabytes for the
     * index of a city.
     */
    private record InThisProcess<T>(long id) implements Shared<T> {

        private static final Map<Long, Object> HELD = new ConcurrentHashMap<>();
        private static final AtomicLong NEXT = new AtomicLong();

        static <T> InThisProcess<T> hold(T value) {
            InThisProcess<T> shared = new InThisProcess<>(NEXT.getAndIncrement());
            HELD.put(shared.id, value);
            return shared;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what hold() put there
        public T get() {
            Object value = HELD.get(id);
            if (value == null) {
                throw new IllegalStateException("This value is not shared any more");
            }
            return (T) value;
        }

        @Override
        public void close() {
            HELD.remove(id);
        }
    }

    @Override
    public <T extends Serializable, R> void run(List<T> parts, Task<T, R> task, Consumer<R> results)
            throws IOException {
        JavaRDD<R> done = context.parallelize(parts, Math.max(parts.size(), 1)).map(task::run);
        take(done, results);
    }

    /** Each result is taken as it arrives, so that none waits in memory. */
    private <R> void take(JavaRDD<R> done, Consumer<R> results) {
        spark.sparkContext()
                .runJob(
                        done.rdd(),
                        (Function1<scala.collection.Iterator<R>, Object[]> & Serializable) SparkWorkers::all,
                        (Function2<Object, Object[], BoxedUnit> & Serializable) (part, found) -> {
                            for (Object result : found) {
                                @SuppressWarnings("unchecked") // all() only saw results
                                R typed = (R) result;
                                results.accept(typed);
                            }
                            return BoxedUnit.UNIT;
                        },
                        ClassTag$.MODULE$.apply(Object[].class));
    }

    private static <R> Object[] all(scala.collection.Iterator<R> results) {
        return scala.jdk.javaapi.CollectionConverters.asJava(results.toSeq()).toArray();
    }

    @Override
    public <T extends Serializable, R> void exchange(
            List<T> parts, Scatter<T> scatter, int targets, Gather<R> gather, Consumer<R> results) throws IOException {
        JavaRDD<R> done = context.parallelize(parts, Math.max(parts.size(), 1))
                .flatMap(scatter::run)
                .mapToPair(parcel -> new Tuple2<>(parcel.target(), parcel.rows()))
                .partitionBy(new ToTarget(targets))
                .mapPartitions(sent -> List.of(gather.run(TaskContext.getPartitionId(), rowsOf(sent)))
                        .iterator());
        take(done, results);
    }

    private static Iterator<HouseholdRows> rowsOf(Iterator<Tuple2<Integer, HouseholdRows>> sent) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return sent.hasNext();
            }

            @Override
            public HouseholdRows next() {
                return sent.next()._2();
            }
        };
    }

    /** Sends each parcel to the task of its target. */
    private static final class ToTarget extends Partitioner {

        private static final long serialVersionUID = 1;

        private final int targets;

        ToTarget(int targets) {
            this.targets = targets;
        }

        @Override
        public int numPartitions() {
            return targets;
        }

        @Override
        public int getPartition(Object key) {
            return (Integer) key;
        }
    }
}
