package org.phusong.jobs.cover;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.phusong.jobs.read.HouseholdBatch;

/**
 * Households with their wards and answers, on their way to the file they are written to: a column of primitives for each attribute, so
 * that neither moving nor sorting them makes an object of any. Not thread-safe.
 */
public final class HouseholdRows implements Externalizable {

    private static final long serialVersionUID = 1;

    /** Space key of a household without a point: after all others. */
    static final long UNLOCATED = Long.MAX_VALUE;

    private static final int FIRST_ROWS = 256;
    private static final int ID_BYTES_GUESSED = 12;
    private static final int RADIX_BITS = 11;
    private static final int RADIX = 1 << RADIX_BITS;

    private int size;
    private long[] keys = new long[FIRST_ROWS];
    private double[] lons = new double[FIRST_ROWS];
    private double[] lats = new double[FIRST_ROWS];
    private int[] wards = new int[FIRST_ROWS];
    private int[] answers = new int[FIRST_ROWS];
    private long[][] thousandths;
    private int[] idEnds = new int[FIRST_ROWS];
    private byte[] ids = new byte[FIRST_ROWS * ID_BYTES_GUESSED];

    /** For deserialization only. */
    public HouseholdRows() {
        this(0);
    }

    HouseholdRows(int measures) {
        this.thousandths = new long[measures][FIRST_ROWS];
    }

    /** Makes room for so many more. */
    HouseholdRows expecting(long rows) {
        long bounded = Math.min(rows, Integer.MAX_VALUE / (2 * ID_BYTES_GUESSED));
        reserve((int) bounded, (int) bounded * ID_BYTES_GUESSED);
        return this;
    }

    int size() {
        return size;
    }

    /** How many measures each has. */
    int measures() {
        return thousandths.length;
    }

    /** Longitude in degrees; NaN without a point. */
    double lon(int row) {
        return lons[row];
    }

    /** Latitude in degrees; NaN without a point. */
    double lat(int row) {
        return lats[row];
    }

    /** Number of the ward; -1 outside. */
    int ward(int row) {
        return wards[row];
    }

    /** Id of the answer in the dictionary. */
    int answer(int row) {
        return answers[row];
    }

    long thousandths(int measure, int row) {
        return thousandths[measure][row];
    }

    /** The UTF-8 of all ids, one after the other. */
    byte[] idBytes() {
        return ids;
    }

    int idStart(int row) {
        return row == 0 ? 0 : idEnds[row - 1];
    }

    int idEnd(int row) {
        return idEnds[row];
    }

    /** Adds a household of a batch. */
    void add(HouseholdBatch batch, int row, long key, int ward, int answer) {
        int start = batch.idStart(row);
        int length = batch.idEnd(row) - start;
        reserve(1, length);
        keys[size] = key;
        lons[size] = batch.lons()[row];
        lats[size] = batch.lats()[row];
        wards[size] = ward;
        answers[size] = answer;
        for (int m = 0; m < thousandths.length; m++) {
            thousandths[m][size] = batch.thousandths(m)[row];
        }
        int from = idStart(size);
        System.arraycopy(batch.idBytes(), start, ids, from, length);
        idEnds[size++] = from + length;
    }

    /** Adds all rows of another. */
    void addAll(HouseholdRows other) {
        int from = idStart(size);
        int length = other.idStart(other.size);
        reserve(other.size, length);
        System.arraycopy(other.keys, 0, keys, size, other.size);
        System.arraycopy(other.lons, 0, lons, size, other.size);
        System.arraycopy(other.lats, 0, lats, size, other.size);
        System.arraycopy(other.wards, 0, wards, size, other.size);
        System.arraycopy(other.answers, 0, answers, size, other.size);
        for (int m = 0; m < thousandths.length; m++) {
            System.arraycopy(other.thousandths[m], 0, thousandths[m], size, other.size);
        }
        System.arraycopy(other.ids, 0, ids, from, length);
        for (int row = 0; row < other.size; row++) {
            idEnds[size + row] = from + other.idEnds[row];
        }
        size += other.size;
    }

    private void reserve(int rows, int idBytes) {
        int needed = Math.addExact(size, rows);
        if (needed > keys.length) {
            int grown = (int) Math.min(Math.max(2L * size, needed), Integer.MAX_VALUE - 64);
            keys = Arrays.copyOf(keys, grown);
            lons = Arrays.copyOf(lons, grown);
            lats = Arrays.copyOf(lats, grown);
            wards = Arrays.copyOf(wards, grown);
            answers = Arrays.copyOf(answers, grown);
            idEnds = Arrays.copyOf(idEnds, grown);
            for (int m = 0; m < thousandths.length; m++) {
                thousandths[m] = Arrays.copyOf(thousandths[m], grown);
            }
        }
        int bytes = Math.addExact(idStart(size), idBytes);
        if (bytes > ids.length) {
            ids = Arrays.copyOf(ids, (int) Math.min(Math.max(2L * ids.length, bytes), Integer.MAX_VALUE - 64));
        }
    }

    /** The rows in the order of the file: by space key, then by id (by code point, which is the order of UTF-8). */
    int[] order() {
        int[] order = new int[size];
        boolean sorted = true;
        for (int row = 0; row < size; row++) {
            order[row] = row;
            sorted &= row == 0 || compare(row - 1, row) <= 0;
        }
        if (sorted) {
            return order;
        }
        int[] byKey = sortedByKey(order);
        int start = 0;
        for (int i = 1; i <= size; i++) {
            if (i == size || keys[byKey[i]] != keys[byKey[start]]) {
                if (i - start > 1) {
                    sortById(byKey, start, i);
                }
                start = i;
            }
        }
        return byKey;
    }

    /** Sorts by radix from the lowest bits of the key up, which keeps the order of equal ones. */
    private int[] sortedByKey(int[] rows) {
        long low = Long.MAX_VALUE;
        long high = Long.MIN_VALUE;
        for (int row = 0; row < size; row++) {
            // The unlocated are one past the last key, so that their keys do not make all others look alike.
            low = Math.min(low, keys[row]);
            high = keys[row] == UNLOCATED ? high : Math.max(high, keys[row]);
        }
        int[] from = rows;
        int[] to = new int[size];
        long range = high < low ? 0 : high - low + 1;
        for (int shift = 0; shift < Long.SIZE && range >>> shift != 0; shift += RADIX_BITS) {
            int[] starts = new int[RADIX + 1];
            for (int row = 0; row < size; row++) {
                starts[digit(row, low, range, shift) + 1]++;
            }
            for (int d = 0; d < RADIX; d++) {
                starts[d + 1] += starts[d];
            }
            for (int row : from) {
                to[starts[digit(row, low, range, shift)]++] = row;
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private int digit(int row, long low, long range, int shift) {
        long offset = keys[row] == UNLOCATED ? range : keys[row] - low;
        return (int) (offset >>> shift) & (RADIX - 1);
    }

    private void sortById(int[] rows, int start, int end) {
        Integer[] run = new Integer[end - start];
        for (int i = 0; i < run.length; i++) {
            run[i] = rows[start + i];
        }
        Arrays.sort(run, this::compareIds);
        for (int i = 0; i < run.length; i++) {
            rows[start + i] = run[i];
        }
    }

    private int compare(int a, int b) {
        int byKey = Long.compare(keys[a], keys[b]);
        return byKey != 0 ? byKey : compareIds(a, b);
    }

    private int compareIds(int a, int b) {
        return Arrays.compareUnsigned(ids, idStart(a), idEnds[a], ids, idStart(b), idEnds[b]);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        int idLength = idStart(size);
        out.writeInt(size);
        out.writeInt(thousandths.length);
        out.writeInt(idLength);
        ByteBuffer columns = ByteBuffer.allocate(size * bytesPerRow(thousandths.length));
        for (int row = 0; row < size; row++) {
            columns.putLong(keys[row]).putDouble(lons[row]).putDouble(lats[row]);
            columns.putInt(wards[row]).putInt(answers[row]).putInt(idEnds[row]);
            for (long[] measure : thousandths) {
                columns.putLong(measure[row]);
            }
        }
        out.write(columns.array());
        out.write(ids, 0, idLength);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        int rows = in.readInt();
        thousandths = new long[in.readInt()][FIRST_ROWS];
        int idLength = in.readInt();
        reserve(rows, idLength);
        byte[] bytes = new byte[rows * bytesPerRow(thousandths.length)];
        in.readFully(bytes);
        ByteBuffer columns = ByteBuffer.wrap(bytes);
        for (int row = 0; row < rows; row++) {
            keys[row] = columns.getLong();
            lons[row] = columns.getDouble();
            lats[row] = columns.getDouble();
            wards[row] = columns.getInt();
            answers[row] = columns.getInt();
            idEnds[row] = columns.getInt();
            for (long[] measure : thousandths) {
                measure[row] = columns.getLong();
            }
        }
        in.readFully(ids, 0, idLength);
        size = rows;
    }

    private static int bytesPerRow(int measures) {
        return 3 * Long.BYTES + 3 * Integer.BYTES + measures * Long.BYTES;
    }
}
