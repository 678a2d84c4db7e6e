package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The counters of flat arrays against maps of objects. */
class CountersTest {

    @Property(tries = 20)
    void longsAreNumberedInTheOrderOfArrival(@ForAll long seed) {
        Random random = new Random(seed);
        LongNumbers numbers = new LongNumbers();
        Map<Long, Integer> twin = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            long value = random.nextBoolean() ? random.nextInt(3000) : (long) random.nextInt(9) << 40;
            assertThat(numbers.contains(value)).isEqualTo(twin.containsKey(value));
            int expected = twin.computeIfAbsent(value, v -> twin.size());
            assertThat(numbers.numberOf(value)).isEqualTo(expected);
            assertThat(numbers.value(expected)).isEqualTo(value);
        }
        assertThat(numbers.count()).isEqualTo(twin.size());
    }

    @Property(tries = 20)
    void barsOfTasksAddUp(@ForAll long seed) {
        Random random = new Random(seed);
        int words = random.nextInt(3);
        Bars sum = new Bars(words, 2);
        Map<String, long[]> twin = new TreeMap<>();
        for (int task = 0; task < 4; task++) {
            Bars bars = new Bars(words, 2);
            for (int i = 0; i < 600; i++) {
                int ward = random.nextInt(4) - 1;
                List<String> groups = List.of("q" + random.nextInt(3));
                long[] classes = new long[words];
                for (int w = 0; w < words; w++) {
                    classes[w] = random.nextInt(3) == 0 ? 1L << random.nextInt(64) : 0;
                }
                long unlocated = random.nextInt(5);
                long[] amounts = {unlocated + random.nextInt(9), unlocated, 7, 0};
                bars.add(ward, groups, classes, amounts);
                long[] there =
                        twin.computeIfAbsent(ward + " " + groups + " " + Arrays.toString(classes), k -> new long[4]);
                for (int a = 0; a < 4; a++) {
                    there[a] += amounts[a];
                }
            }
            sum.merge(bars);
        }
        Map<String, long[]> found = new TreeMap<>();
        for (int bar = 0; bar < sum.count(); bar++) {
            long[] classes = new long[words];
            for (int id : sum.classIds(bar)) {
                classes[id / 64] |= 1L << id;
            }
            found.put(
                    sum.ward(bar) + " " + sum.groups(bar) + " " + Arrays.toString(classes),
                    new long[] {sum.total(bar, 0), sum.unlocated(bar, 0), sum.total(bar, 1), sum.unlocated(bar, 1)});
        }
        assertThat(told(found)).isEqualTo(told(twin));
        long outside = found.entrySet().stream()
                .filter(e -> e.getKey().startsWith("-1"))
                .mapToLong(e -> e.getValue()[0])
                .sum();
        assertThat(sum.total(0, ward -> ward < 0)).isEqualTo(outside);
    }

    private static List<String> told(Map<String, long[]> bars) {
        List<String> told = new ArrayList<>();
        bars.forEach((key, amounts) -> told.add(key + " " + Arrays.toString(amounts)));
        return told;
    }

    /** Some runs are long enough to be looked at in slices. */
    @Property(tries = 8)
    void repeatedHashesAreFoundAcrossTasks(@ForAll long seed) {
        Random random = new Random(seed);
        IdHashes all = new IdHashes();
        int perTask = random.nextInt(3) == 0 ? 800_000 : 500;
        long[] twin = new long[3 * perTask];
        for (int task = 0; task < 3; task++) {
            IdHashes hashes = new IdHashes();
            for (int i = 0; i < perTask; i++) {
                long hash = i % 1000 == 0 ? random.nextInt(400) - 200L : random.nextLong();
                hashes.add(hash);
                twin[task * perTask + i] = hash;
            }
            all.merge(hashes);
        }
        Arrays.sort(twin);
        long[] expected = IntStream.range(1, twin.length)
                .filter(i -> twin[i] == twin[i - 1])
                .mapToLong(i -> twin[i])
                .distinct()
                .toArray();
        assertThat(all.repeated()).isEqualTo(expected);
    }
}
