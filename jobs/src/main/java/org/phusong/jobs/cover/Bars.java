package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The bars of the histogram: a ward, the groups below it and the classes that reach, with the thousandths of each measure. Flat arrays, since
 * tasks send hundreds of thousands of them. Not thread-safe.
 */
final class Bars implements Serializable {

    private static final long serialVersionUID = 1;

    private final int words;
    private final int measures;
    private final ArrayList<List<String>> groups = new ArrayList<>();
    private final HashMap<List<String>, Integer> groupNumbers = new HashMap<>();
    private int count;
    // A bar: its ward and the number of its groups; its classes; total and unlocated of each measure in turn.
    private int[] places = new int[32];
    private long[] classes;
    private long[] thousandths;
    private transient int @Nullable [] slots;

    /** @param words longs in a bit set of classes */
    Bars(int words, int measures) {
        this.words = words;
        this.measures = measures;
        this.classes = new long[16 * words];
        this.thousandths = new long[32 * measures];
    }

    /** Longs in a bit set of classes. */
    int words() {
        return words;
    }

    int count() {
        return count;
    }

    /** Number of the ward; -1 outside. */
    int ward(int bar) {
        return places[2 * bar];
    }

    /** One value a group below the ward. */
    List<String> groups(int bar) {
        return groups.get(places[2 * bar + 1]);
    }

    /** The ascending ids of the classes that reach the households of the bar. */
    int[] classIds(int bar) {
        return BitSet.valueOf(Arrays.copyOfRange(classes, bar * words, (bar + 1) * words)).stream()
                .toArray();
    }

    long total(int bar, int measure) {
        return thousandths[2 * (bar * measures + measure)];
    }

    long unlocated(int bar, int measure) {
        return thousandths[2 * (bar * measures + measure) + 1];
    }

    /** Adds to a bar, a new one where there is none for this ward, these groups and these classes. */
    void add(int ward, List<String> groupValues, long[] reaching, long[] amounts) {
        add(ward, numberOf(groupValues), reaching, 0, amounts, 0);
    }

    private int numberOf(List<String> groupValues) {
        return groupNumbers.computeIfAbsent(groupValues, g -> {
            groups.add(g);
            return groups.size() - 1;
        });
    }

    private void add(int ward, int group, long[] reaching, int from, long[] amounts, int amountsFrom) {
        int bar = barOf(ward, group, reaching, from);
        int at = 2 * bar * measures;
        for (int i = 0; i < 2 * measures; i++) {
            thousandths[at + i] = Math.addExact(thousandths[at + i], amounts[amountsFrom + i]);
        }
    }

    /** Takes over the bars of others. */
    void merge(Bars other) {
        int[] groupHere = other.groups.stream().mapToInt(this::numberOf).toArray();
        for (int bar = 0; bar < other.count; bar++) {
            add(
                    other.ward(bar),
                    groupHere[other.places[2 * bar + 1]],
                    other.classes,
                    bar * words,
                    other.thousandths,
                    2 * bar * measures);
        }
    }

    /** The sum of a measure over the bars of some wards, in thousandths. */
    long total(int measure, IntPredicate wards) {
        long sum = 0;
        for (int bar = 0; bar < count; bar++) {
            if (wards.test(ward(bar))) {
                sum = Math.addExact(sum, total(bar, measure));
            }
        }
        return sum;
    }

    private int barOf(int ward, int group, long[] reaching, int from) {
        int[] table = slots == null || 2 * (count + 1) > slots.length ? grownSlots() : slots;
        int slot = slotOf(table, ward, group, reaching, from);
        if (table[slot] >= 0) {
            return table[slot];
        }
        if (2 * count == places.length) {
            places = Arrays.copyOf(places, 4 * count);
            classes = Arrays.copyOf(classes, Math.multiplyExact(2 * count, words));
            thousandths = Arrays.copyOf(thousandths, Math.multiplyExact(4 * count, measures));
        }
        places[2 * count] = ward;
        places[2 * count + 1] = group;
        System.arraycopy(reaching, from, classes, count * words, words);
        table[slot] = count;
        return count++;
    }

    private int[] grownSlots() {
        int length = 64;
        while (length < 4 * (count + 1)) {
            length *= 2;
        }
        int[] table = new int[length];
        Arrays.fill(table, -1);
        for (int bar = 0; bar < count; bar++) {
            table[slotOf(table, places[2 * bar], places[2 * bar + 1], classes, bar * words)] = bar;
        }
        slots = table;
        return table;
    }

    private int slotOf(int[] table, int ward, int group, long[] reaching, int from) {
        long hash = (long) ward << 32 ^ group;
        for (int i = 0; i < words; i++) {
            hash = (hash ^ reaching[from + i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash *= 0x9E3779B97F4A7C15L;
        int mask = table.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (table[slot] >= 0 && !isAt(table[slot], ward, group, reaching, from)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int bar, int ward, int group, long[] reaching, int from) {
        return places[2 * bar] == ward
                && places[2 * bar + 1] == group
                && Arrays.equals(classes, bar * words, (bar + 1) * words, reaching, from, from + words);
    }
}
