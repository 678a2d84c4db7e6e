package org.phusong.jobs.cache;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;

/** Lists of numbers and days, some of them null, as arrays: values, and which are there. Stateless. */
final class NumberArrays {

    private NumberArrays() {}

    static void writeLongs(List<? extends @Nullable Long> numbers, ArrayWriter out) throws IOException {
        byte[] present = new byte[numbers.size()];
        long[] values = new long[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            Long number = numbers.get(i);
            present[i] = (byte) (number == null ? 0 : 1);
            values[i] = number == null ? 0 : number;
        }
        out.bytes(present);
        out.longs(values);
    }

    static List<@Nullable Long> readLongs(ArrayReader in) throws IOException {
        byte[] present = in.bytes();
        long[] values = in.longs();
        List<@Nullable Long> numbers = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            numbers.add(present[i] == 0 ? null : Long.valueOf(values[i]));
        }
        return numbers;
    }

    static void writeDoubles(List<? extends @Nullable Double> numbers, ArrayWriter out) throws IOException {
        List<@Nullable Long> bits = new ArrayList<>(numbers.size());
        for (Double number : numbers) {
            bits.add(number == null ? null : Long.valueOf(Double.doubleToRawLongBits(number)));
        }
        writeLongs(bits, out);
    }

    static List<@Nullable Double> readDoubles(ArrayReader in) throws IOException {
        List<@Nullable Double> numbers = new ArrayList<>();
        for (Long bits : readLongs(in)) {
            numbers.add(bits == null ? null : Double.valueOf(Double.longBitsToDouble(bits)));
        }
        return numbers;
    }

    static void writeDays(List<? extends @Nullable LocalDate> days, ArrayWriter out) throws IOException {
        List<@Nullable Long> numbers = new ArrayList<>(days.size());
        for (LocalDate day : days) {
            numbers.add(day == null ? null : Long.valueOf(day.toEpochDay()));
        }
        writeLongs(numbers, out);
    }

    static List<@Nullable LocalDate> readDays(ArrayReader in) throws IOException {
        List<@Nullable LocalDate> days = new ArrayList<>();
        for (Long number : readLongs(in)) {
            days.add(number == null ? null : LocalDate.ofEpochDay(number));
        }
        return days;
    }
}
