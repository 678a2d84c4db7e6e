package org.phusong.geodata.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Ward;

class HouseholdStreamTest {

    private static final int HOUSEHOLDS = 30_000;

    @Test
    void givesExactlyAsManyAsAskedInSpaceOrderAndUnlocatedLast() {
        List<SampleHousehold> all = households(SampleCity.region(5), HOUSEHOLDS);
        assertThat(all).hasSize(HOUSEHOLDS);
        // One in 1,000 unlocated; they state their ward.
        List<SampleHousehold> unlocated = all.subList(HOUSEHOLDS - HOUSEHOLDS / 1_000, HOUSEHOLDS);
        assertThat(unlocated).allMatch(h -> h.point() == null && h.wardCode() != null);
        // They are in some of the 39 wards that have households only.
        assertThat(unlocated.stream().map(SampleHousehold::wardCode).distinct().count())
                .isBetween(1L, 25L);
        List<Long> keys = all.stream()
                .map(SampleHousehold::point)
                .filter(p -> p != null)
                .map(HouseholdStreamTest::key)
                .toList();
        assertThat(keys).hasSize(HOUSEHOLDS - unlocated.size()).isSorted();
        assertThat(all).extracting(SampleHousehold::id).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void standInTheInteriorOfTheWardTheyState() {
        SampleRegion region = SampleCity.region(5);
        Map<String, IndexedPointInAreaLocator> locators = new HashMap<>();
        region.wards().forEach(w -> locators.put(w.code(), new IndexedPointInAreaLocator(w.geometry())));
        int outside = 0;
        int silent = 0;
        for (SampleHousehold household : households(region, HOUSEHOLDS)) {
            GeoPoint point = household.point();
            if (point == null) {
                continue;
            }
            Coordinate place = new Coordinate(point.lon(), point.lat());
            if (household.wardCode() != null) {
                IndexedPointInAreaLocator locator = Objects.requireNonNull(locators.get(household.wardCode()));
                assertThat(locator.locate(place)).as("%s", household).isEqualTo(Location.INTERIOR);
                assertThat(region.density().at(point.lon(), point.lat())).isPositive();
            } else if (locators.values().stream().noneMatch(l -> l.locate(place) == Location.INTERIOR)) {
                outside++;
            } else {
                silent++;
            }
        }
        assertThat(outside).isEqualTo(HOUSEHOLDS / 10_000);
        // One row in 200 leaves its ward to the map: 150 expected, with a standard deviation of 12.
        assertThat(silent).isBetween(90, 210);
    }

    @Test
    void wardsGetTheirShareToTheLastHousehold() {
        SampleRegion region =
                SampleRegion.of(List.of(square("A", 0), square("B", 1), square("C", 2)), List.of(5.0, 3.0, 2.0), 9);
        Map<Integer, Integer> byColumn = new HashMap<>();
        List<SampleHousehold> all = households(region, 20_000);
        for (SampleHousehold household : all) {
            GeoPoint point = household.point();
            boolean outside = point != null
                    && (point.lat() < 10 || point.lat() > 10.01 || point.lon() < 106 || point.lon() > 106.03);
            int column = outside
                    ? -1
                    : point == null ? "ABC".indexOf(household.wardCode() + "") : (int) ((point.lon() - 106) / 0.01);
            byColumn.merge(column, 1, Integer::sum);
        }
        // Two of 20,000 are outside; 19,998 by 5 : 3 : 2 is 9,999 and 5,999.4 and 3,999.6.
        assertThat(byColumn)
                .containsEntry(-1, 2)
                .containsEntry(0, 9_999)
                .containsEntry(1, 5_999)
                .containsEntry(2, 4_000);
    }

    @Test
    void sameSeedSameHouseholdsOtherSeedOthers() {
        List<SampleHousehold> first = households(SampleCity.region(11), 2_000);
        assertThat(households(SampleCity.region(11), 2_000)).isEqualTo(first);
        assertThat(households(SampleCity.region(12), 2_000)).isNotEqualTo(first);
    }

    @Test
    void evenAWardSmallerThanACellGetsItsHouseholds() {
        Envelope tiny = new Envelope(106.00001, 106.00003, 10.00001, 10.00003);
        Ward ward = new Ward("1", "tiny", new GeometryFactory().toGeometry(tiny), Map.of());
        List<SampleHousehold> all = households(SampleRegion.of(List.of(ward), 1), 50);
        assertThat(all)
                .hasSize(50)
                .allMatch(h -> h.point() != null
                        && tiny.contains(h.point().lon(), h.point().lat()));
    }

    @Test
    void asksForAtLeastOneHouseholdAndEndsAsAnIteratorDoes() {
        Assertions.assertThatThrownBy(() -> new HouseholdStream(SampleCity.region(1), 0))
                .hasMessageContaining("at least 1");
        HouseholdStream one = new HouseholdStream(SampleCity.region(1), 1);
        one.next();
        assertThat(one.hasNext()).isFalse();
        Assertions.assertThatThrownBy(one::next).isInstanceOf(NoSuchElementException.class);
    }

    private static Ward square(String code, int column) {
        Geometry area = new GeometryFactory()
                .toGeometry(new Envelope(106 + column * 0.01, 106 + (column + 1) * 0.01, 10, 10.01));
        return new Ward(code, code, area, Map.of());
    }

    private static long key(GeoPoint point) {
        return SpaceKey.of(point.lon(), point.lat());
    }

    private static List<SampleHousehold> households(SampleRegion region, long count) {
        List<SampleHousehold> all = new ArrayList<>();
        HouseholdStream stream = new HouseholdStream(region, count);
        Stream.iterate(0, i -> stream.hasNext(), i -> i + 1).forEach(i -> all.add(stream.next()));
        return all;
    }
}
