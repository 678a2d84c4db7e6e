package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.jobs.read.HouseholdBatch;

class HouseholdRowsTest {

    private static final String[] LETTERS = {"a", "B", "\u1ed9", "\uD83D\uDE00", "0", ""};

    private record Expected(long key, String id, String line) {}

    /** The twin is a sorted list of objects. Few places and few letters, so that keys are often equal. */
    @Property(tries = 60)
    void rowsSortLikeObjectsAndSurviveTheJourney(@ForAll long seed) throws IOException, ClassNotFoundException {
        Random random = new Random(seed);
        HouseholdRows rows = new HouseholdRows(2);
        List<Expected> twin = new ArrayList<>();
        double step = random.nextBoolean() ? 1e-7 : 40;
        for (int part = 0; part < 1 + random.nextInt(3); part++) {
            HouseholdBatch batch = new HouseholdBatch(2, 0);
            HouseholdRows parcel = new HouseholdRows(2);
            int n = random.nextInt(800);
            for (int i = 0; i < n; i++) {
                boolean unlocated = random.nextInt(6) == 0;
                GeoPoint point = new GeoPoint(-20 + step * random.nextInt(5), -10 + step * random.nextInt(3));
                String id = "h" + LETTERS[random.nextInt(6)] + LETTERS[random.nextInt(6)] + random.nextInt(40);
                List<Long> measures = List.of((long) random.nextInt(9), 1000L + random.nextInt(9));
                batch.add(new Household(id, unlocated ? null : point, "w", measures, List.of()), Map.of("w", 3));
                long key = unlocated ? HouseholdRows.UNLOCATED : SpaceKey.of(point.lon(), point.lat());
                parcel.add(batch, i, key, unlocated ? 3 : -1, i);
                String place = unlocated ? "NaN NaN" : point.lon() + " " + point.lat();
                twin.add(new Expected(
                        key, id, id + " " + place + " " + (unlocated ? 3 : -1) + " " + i + " " + measures));
            }
            rows.addAll(shipped(parcel));
        }
        twin.sort(Comparator.comparingLong(Expected::key).thenComparing(Expected::id, CodePointOrder.INSTANCE));

        List<String> sorted = new ArrayList<>();
        for (int row : rows.order()) {
            String id = new String(
                    rows.idBytes(),
                    rows.idStart(row),
                    rows.idEnd(row) - rows.idStart(row),
                    java.nio.charset.StandardCharsets.UTF_8);
            sorted.add(id + " " + rows.lon(row) + " " + rows.lat(row) + " " + rows.ward(row) + " " + rows.answer(row)
                    + " [" + rows.thousandths(0, row) + ", " + rows.thousandths(1, row) + "]");
        }
        // Rows of one key and one id may come in either order: in a run ids are unique.
        assertThat(sorted)
                .containsExactlyInAnyOrderElementsOf(
                        twin.stream().map(Expected::line).toList());
        assertThat(sorted.stream()
                        .map(line -> line.substring(0, line.indexOf(' ')))
                        .toList())
                .isEqualTo(twin.stream().map(Expected::id).toList());
    }

    private static HouseholdRows shipped(HouseholdRows rows) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(rows);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (HouseholdRows) in.readObject();
        }
    }
}
