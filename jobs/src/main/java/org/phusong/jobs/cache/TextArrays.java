package org.phusong.jobs.cache;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;
import org.phusong.geodata.index.DamagedFileException;

/** Lists of texts as arrays: each distinct text once, and which of them stands where; -1 for null. Stateless. */
final class TextArrays {

    private TextArrays() {}

    static void write(List<? extends @Nullable String> texts, ArrayWriter out) throws IOException {
        Map<String, Integer> distinct = new LinkedHashMap<>();
        int[] places = new int[texts.size()];
        long length = 0;
        for (int i = 0; i < places.length; i++) {
            String text = texts.get(i);
            if (text == null) {
                places[i] = -1;
                continue;
            }
            Integer place = distinct.putIfAbsent(text, distinct.size());
            places[i] = place == null ? distinct.size() - 1 : place;
            length += place == null ? text.length() : 0;
        }
        char[] chars = new char[checkedLength(length)];
        int[] ends = new int[distinct.size()];
        int end = 0;
        int n = 0;
        for (String text : distinct.keySet()) {
            text.getChars(0, text.length(), chars, end);
            end += text.length();
            ends[n++] = end;
        }
        out.chars(chars);
        out.ints(ends);
        out.ints(places);
    }

    /** As an array's length; no array holds more. */
    static int checkedLength(long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException("more than 2 GiB of one kind");
        }
        return (int) length;
    }

    /** Equal texts come back as one object. */
    static List<@Nullable String> readNullable(ArrayReader in) throws IOException {
        char[] chars = in.chars();
        int[] ends = in.ints();
        int[] places = in.ints();
        List<String> distinct = new ArrayList<>(ends.length);
        int start = 0;
        for (int end : ends) {
            distinct.add(new String(chars, start, end - start));
            start = end;
        }
        List<@Nullable String> texts = new ArrayList<>(places.length);
        for (int place : places) {
            texts.add(place < 0 ? null : distinct.get(place));
        }
        return texts;
    }

    static List<String> read(ArrayReader in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (String text : readNullable(in)) {
            if (text == null) {
                throw new DamagedFileException("a text is missing");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Constants by their names. */
    static void writeConstants(List<? extends @Nullable Enum<?>> constants, ArrayWriter out) throws IOException {
        List<@Nullable String> names = new ArrayList<>(constants.size());
        for (Enum<?> constant : constants) {
            names.add(constant == null ? null : constant.name());
        }
        write(names, out);
    }

    static <E extends Enum<E>> List<@Nullable E> readNullableConstants(Class<E> type, ArrayReader in)
            throws IOException {
        Map<String, E> byName = new HashMap<>();
        List<@Nullable E> constants = new ArrayList<>();
        for (String name : readNullable(in)) {
            constants.add(name == null ? null : byName.computeIfAbsent(name, n -> Enum.valueOf(type, n)));
        }
        return constants;
    }

    static <E extends Enum<E>> List<E> readConstants(Class<E> type, ArrayReader in) throws IOException {
        List<E> constants = new ArrayList<>();
        for (E constant : readNullableConstants(type, in)) {
            if (constant == null) {
                throw new DamagedFileException("a constant is missing");
            }
            constants.add(constant);
        }
        return constants;
    }
}
