package org.phusong.jobs.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport$;
import org.apache.spark.sql.execution.datasources.parquet.VectorizedParquetRecordReader;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Thousandths;
import scala.Option;

/**
 * Households of a Parquet file read in batches of columns, by Spark's vectorised reader.
 *
 * <p>A row whose values are plainly good never becomes an object. Any other row (a value is missing, out of range, or text that is not plain
 * ASCII) is interpreted as {@link RowBatches} would, so that both give the same households and the same issues.
 */
final class ColumnBatches implements HouseholdBatches {

    private static final int ROWS = 4096;
    private static final int UNKNOWN = -1;

    /** Digits of the longest whole number of 64 bits, with its sign. */
    private static final int MAX_DIGITS = 20;

    private final InputFile file;
    private final HouseholdColumns columns;
    private final RowOutcomes outcomes;
    private final VectorizedParquetRecordReader reader;
    private final int[] fileOrder;
    private final ParquetRow oddRow;
    private final Map<UTF8String, Integer> groupNumbers = new HashMap<>();
    // By level and place in the dictionary of the vectors at hand: the number of a group's value, or UNKNOWN.
    private final int[][] numberByDictionary;
    private final double[] xy = new double[2 * ROWS];
    private final long[] values;
    private final int[] groups;
    private byte[] digits = new byte[MAX_DIGITS];
    private long record;

    private ColumnBatches(
            InputFile file,
            HouseholdColumns columns,
            RowOutcomes outcomes,
            int[] fileOrder,
            ParquetRow oddRow,
            VectorizedParquetRecordReader reader,
            long recordsBefore,
            int measures,
            int groupLevels) {
        this.file = file;
        this.columns = columns;
        this.outcomes = outcomes;
        this.fileOrder = fileOrder;
        this.oddRow = oddRow;
        this.reader = reader;
        this.record = recordsBefore;
        this.values = new long[measures];
        this.groups = new int[groupLevels];
        this.numberByDictionary = new int[groupLevels][64];
    }

    /**
     * Opens some row groups of a file.
     *
     * @param allColumns names of all columns of the file, in its order
     */
    static ColumnBatches open(
            FilePiece piece,
            HouseholdColumns columns,
            List<String> allColumns,
            RowOutcomes outcomes,
            int measures,
            int groupLevels)
            throws IOException {
        InputFile file = piece.input();
        ParquetMetadata whole = ParquetRecordFile.footer(file);
        ParquetMetadata part = new ParquetMetadata(
                whole.getFileMetaData(), whole.getBlocks().subList(piece.firstGroup(), piece.endGroup()));
        long before = whole.getBlocks().subList(0, piece.firstGroup()).stream()
                .mapToLong(group -> group.getRowCount())
                .sum();
        MessageType schema = whole.getFileMetaData().getSchema();
        // In the order of the file: of several values of a row that cannot be decoded, the last one is told.
        int[] fileOrder = IntStream.range(0, columns.names().size())
                .boxed()
                .sorted(Comparator.comparingInt(
                        c -> schema.getFieldIndex(columns.names().get(c))))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Type> fields = Arrays.stream(fileOrder)
                .mapToObj(c -> schema.getType(columns.names().get(c)))
                .toList();
        ParquetRow oddRow = new ParquetRow(new MessageType(schema.getName(), fields), allColumns, null, false);
        VectorizedParquetRecordReader reader = new VectorizedParquetRecordReader(false, ROWS);
        try {
            reader.initialize(
                    new FileSplit(new Path(file.path().toUri()), 0, 0, new String[0]),
                    new TaskAttemptContextImpl(configuration(columns), new TaskAttemptID()),
                    Option.apply(part));
            reader.initBatch(
                    new org.apache.spark.sql.types.StructType(),
                    org.apache.spark.sql.catalyst.InternalRow$.MODULE$.empty());
            reader.enableReturningBatches();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while opening " + file.relative(), e);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
        return new ColumnBatches(file, columns, outcomes, fileOrder, oddRow, reader, before, measures, groupLevels);
    }

    private static Configuration configuration(HouseholdColumns columns) {
        Configuration conf = new Configuration(false);
        conf.set(
                ParquetReadSupport$.MODULE$.SPARK_ROW_REQUESTED_SCHEMA(),
                columns.types().json());
        conf.setClass("parquet.read.support.class", ParquetReadSupport.class, ReadSupport.class);
        conf.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
        conf.setBoolean("fs.file.impl.disable.cache", true);
        conf.setBoolean("parquet.page.verify-checksum.enabled", true);
        conf.setBoolean(SQLConf.CASE_SENSITIVE().key(), true);
        conf.setBoolean(SQLConf.PARQUET_BINARY_AS_STRING().key(), false);
        conf.setBoolean(SQLConf.PARQUET_INT96_AS_TIMESTAMP().key(), false);
        conf.setBoolean(SQLConf.PARQUET_INFER_TIMESTAMP_NTZ_ENABLED().key(), false);
        conf.setBoolean(SQLConf.NESTED_SCHEMA_PRUNING_ENABLED().key(), false);
        conf.setBoolean(SQLConf.LEGACY_PARQUET_NANOS_AS_LONG().key(), false);
        conf.setBoolean(SQLConf.PARQUET_FIELD_ID_READ_ENABLED().key(), false);
        return conf;
    }

    @Override
    public boolean next(HouseholdBatch batch) throws IOException {
        batch.clear();
        try {
            while (batch.hasRoomFor(ROWS) && reader.nextBatch()) {
                take(reader.resultBatch(), batch);
            }
        } catch (IOException | RuntimeException e) {
            throw e instanceof InputException known
                    ? known
                    : new InputException(
                            "Cannot read " + file.relative() + ": its row " + (record + 1) + " cannot be decoded: " + e
                                    + "; the file is damaged or uses a compression that is not supported",
                            e);
        }
        return !batch.isEmpty();
    }

    private void take(ColumnarBatch rows, HouseholdBatch batch) {
        int n = rows.numRows();
        points(rows, n);
        for (int[] numbers : numberByDictionary) {
            Arrays.fill(numbers, UNKNOWN);
        }
        WritableColumnVector ids = vector(rows, columns.id());
        byte[] idBytes = ids.dataType() == DataTypes.StringType && !ids.hasDictionary()
                ? ids.arrayData().getByteBuffer(0, bytesOf(ids, n)).array()
                : null;
        for (int row = 0; row < n; row++) {
            record++;
            double lon = xy[2 * row];
            double lat = xy[2 * row + 1];
            if (!GeoPoint.isOnEarth(lon, lat)
                    || ids.isNullAt(row)
                    || outcomes.isDuplicate(record)
                    || !measures(rows, row)
                    || !groups(rows, row, batch)) {
                takeOdd(rows, row, batch);
                continue;
            }
            byte[] id = idBytes;
            int start;
            int length;
            if (id != null) {
                start = ids.getArrayOffset(row);
                length = ids.getArrayLength(row);
            } else if (ids.dataType() == DataTypes.StringType) {
                id = ids.getBinary(row);
                start = 0;
                length = id.length;
            } else {
                id = digits;
                start = digits(ids.dataType() == DataTypes.LongType ? ids.getLong(row) : ids.getInt(row));
                length = MAX_DIGITS - start;
            }
            if (!isPlain(id, start, length)) {
                takeOdd(rows, row, batch);
                continue;
            }
            int at = batch.add(id, start, length, lon, lat);
            for (int m = 0; m < values.length; m++) {
                batch.thousandths(m)[at] = values[m];
            }
            for (int level = 0; level < groups.length; level++) {
                batch.groups(level)[at] = groups[level];
            }
        }
    }

    private static WritableColumnVector vector(ColumnarBatch rows, int column) {
        return (WritableColumnVector) rows.column(column);
    }

    /** Bytes of all texts of a vector together. */
    private static int bytesOf(WritableColumnVector texts, int n) {
        int end = 0;
        for (int row = 0; row < n; row++) {
            if (!texts.isNullAt(row)) {
                end = Math.max(end, texts.getArrayOffset(row) + texts.getArrayLength(row));
            }
        }
        return end;
    }

    /** Points in WGS 84; NaN where a coordinate is missing or not on the earth. */
    private void points(ColumnarBatch rows, int n) {
        WritableColumnVector xs = vector(rows, columns.x());
        WritableColumnVector ys = vector(rows, columns.y());
        for (int row = 0; row < n; row++) {
            xy[2 * row] = xs.isNullAt(row) ? Double.NaN : xs.getDouble(row);
            xy[2 * row + 1] = ys.isNullAt(row) ? Double.NaN : ys.getDouble(row);
        }
        if (!outcomes.toWgs84().isIdentity()) {
            outcomes.toWgs84().transform(xy, n);
        }
    }

    /** True when every measure of the row is a number that needs no interpretation; they are then in {@link #values}. */
    private boolean measures(ColumnarBatch rows, int row) {
        for (int m = 0; m < values.length; m++) {
            int column = columns.measure(m);
            if (column == HouseholdColumns.FIXED) {
                values[m] = columns.fixedThousandths(m);
                continue;
            }
            WritableColumnVector numbers = vector(rows, column);
            if (numbers.isNullAt(row)) {
                return false;
            }
            DataType type = numbers.dataType();
            double number = type == DataTypes.DoubleType
                    ? numbers.getDouble(row)
                    : type == DataTypes.LongType ? numbers.getLong(row) : numbers.getInt(row);
            long whole = (long) number;
            // Above 2^43 the product could be beyond what a double holds exactly; such numbers, and fractions, are read
            // the long way.
            if (whole != number || whole < 0 || whole > Thousandths.MAX / 1024) {
                return false;
            }
            values[m] = 1000 * whole;
        }
        return true;
    }

    /** True when every group of the row has a value met before, or a good one; their numbers are then in {@link #groups}. */
    private boolean groups(ColumnarBatch rows, int row, HouseholdBatch batch) {
        for (int level = 0; level < groups.length; level++) {
            WritableColumnVector texts = vector(rows, columns.group(level));
            boolean isNull = texts.isNullAt(row);
            int place = isNull || !texts.hasDictionary()
                    ? -1
                    : texts.getDictionaryIds().getDictId(row);
            int[] known = numberByDictionary[level];
            int number = place >= 0 && place < known.length ? known[place] : UNKNOWN;
            if (number == UNKNOWN) {
                number = groupNumber(isNull ? UTF8String.EMPTY_UTF8 : texts.getUTF8String(row), batch);
                if (number == UNKNOWN) {
                    return false;
                }
                if (place >= 0 && place < known.length) {
                    known[place] = number;
                }
            }
            groups[level] = number;
        }
        return true;
    }

    /** The number of a group's value; UNKNOWN where it is no UTF-8. */
    private int groupNumber(UTF8String text, HouseholdBatch batch) {
        Integer number = groupNumbers.get(text);
        if (number == null) {
            if (!text.isValid()) {
                return UNKNOWN;
            }
            number = batch.groupNumber(text.toString().strip());
            groupNumbers.put(text.copy(), number);
        }
        return number;
    }

    /** Writes a number's digits to the end of {@link #digits} and returns where they begin. */
    private int digits(long number) {
        byte[] text = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, digits, MAX_DIGITS - text.length, text.length);
        return MAX_DIGITS - text.length;
    }

    /** True for text of ASCII that neither begins nor ends with white space or a control character: it is its own identifier. */
    private static boolean isPlain(byte[] text, int start, int length) {
        if (length == 0 || text[start] <= ' ' || text[start + length - 1] <= ' ') {
            return false;
        }
        for (int i = start; i < start + length; i++) {
            if (text[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private void takeOdd(ColumnarBatch rows, int row, HouseholdBatch batch) {
        oddRow.getRootConverter().start();
        for (int field = 0; field < fileOrder.length; field++) {
            WritableColumnVector vector = vector(rows, fileOrder[field]);
            if (!vector.isNullAt(row)) {
                PrimitiveConverter value =
                        oddRow.getRootConverter().getConverter(field).asPrimitiveConverter();
                DataType type = vector.dataType();
                if (type == DataTypes.DoubleType) {
                    value.addDouble(vector.getDouble(row));
                } else if (type == DataTypes.LongType) {
                    value.addLong(vector.getLong(row));
                } else if (type == DataTypes.IntegerType) {
                    value.addInt(vector.getInt(row));
                } else {
                    value.addBinary(Binary.fromConstantByteArray(vector.getBinary(row)));
                }
            }
        }
        @Nullable Object[] cells = oddRow.values();
        batch.take(
                outcomes.of(new VerbatimRecord(record, Arrays.asList(cells), null, oddRow.fault())),
                outcomes.wardNumbers());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
