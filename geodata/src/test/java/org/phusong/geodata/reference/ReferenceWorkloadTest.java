package org.phusong.geodata.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.phusong.geodata.place.SpaceKey;
import org.phusong.geodata.place.Ward;

class ReferenceWorkloadTest {

    private static final double SMALL = 0.01;

    @ParameterizedTest
    @EnumSource
    void everyPolygonIsValidAndLayersComeInTheOrderOfTheClasses(ReferenceVariant variant) {
        for (ReferenceCity city : firstCities(ReferenceWorkload.of(variant, 7, SMALL))) {
            assertThat(city.wards()).allMatch(ward -> ward.geometry().isValid());
            List<ReferenceLayer> layers = city.layers();
            assertThat(layers).extracting(ReferenceLayer::attributes).isEqualTo(ReferenceWorkload.classes());
            for (ReferenceLayer layer : layers) {
                assertThat(layer.polygons()).isNotEmpty().allMatch(Polygon::isValid);
            }
        }
    }

    private static List<ReferenceCity> firstCities(ReferenceWorkload workload) {
        return workload.cities().subList(0, Math.min(2, workload.cities().size()));
    }

    @Test
    void aCityHasTheSizeThatTheFiguresAreGivenFor() {
        ReferenceWorkload workload = ReferenceWorkload.of(ReferenceVariant.CITY, 1);
        assertThat(workload.wards()).isEqualTo(168);
        ReferenceCity city = workload.cities().get(0);
        // 168 wards x 4 sides x 235 vertices, and the first vertex of each once more.
        assertThat(city.wards().stream()
                        .mapToInt(w -> w.geometry().getNumPoints())
                        .sum())
                .isEqualTo(168 * (4 * 235 + 1));
        List<ReferenceLayer> layers = city.layers();
        assertThat(layers).hasSize(24);
        assertThat(layers.stream().mapToLong(ReferenceLayer::vertices).sum()).isBetween(4_900_000L, 5_400_000L);
        // Four operators x (20,000 + 10,000 + 2,000) blobs of 12 to 40 vertices.
        List<Polygon> blobs = layers.stream()
                .filter(layer -> layer.attributes().environment() == null)
                .flatMap(layer -> layer.polygons().stream())
                .toList();
        assertThat(blobs).hasSize(128_000).allMatch(blob -> blob.getNumPoints() >= 13 && blob.getNumPoints() <= 41);
        // Mobile areas are many pieces and have holes.
        List<ReferenceLayer> mobile = layers.stream()
                .filter(layer -> layer.attributes().environment() != null)
                .toList();
        assertThat(mobile).hasSize(12).allMatch(layer -> layer.polygons().size() > 3_000);
        assertThat(mobile)
                .allMatch(layer -> layer.polygons().stream()
                                .mapToInt(Polygon::getNumInteriorRing)
                                .sum()
                        > 1_000);
    }

    @Test
    void aNationHas3321WardsWithCodesOfTheirOwnInCitiesApart() {
        ReferenceWorkload workload = ReferenceWorkload.of(ReferenceVariant.NATION, 1);
        Set<String> codes = new HashSet<>();
        List<Envelope> boxes = new ArrayList<>();
        for (ReferenceCity city : workload.cities()) {
            Envelope box = new Envelope();
            for (Ward ward : city.wards()) {
                codes.add(ward.code());
                box.expandToInclude(ward.geometry().getEnvelopeInternal());
            }
            assertThat(boxes).noneMatch(box::intersects);
            boxes.add(box);
        }
        assertThat(workload.wards()).isEqualTo(3_321);
        assertThat(codes).hasSize(3_321);
        assertThat(boxes).hasSize(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 42})
    void wardsShareTheVerticesOfTheirSides(long seed) {
        List<Ward> wards = ReferenceWorkload.of(ReferenceVariant.CITY, seed, 0.1)
                .cities()
                .get(0)
                .wards();
        assertThat(wards).hasSize(16);
        Geometry[] faults =
                CoverageValidator.validate(wards.stream().map(Ward::geometry).toArray(Geometry[]::new), 1e-4);
        assertThat(CoverageValidator.hasInvalidResult(faults)).isFalse();
    }

    @Test
    void theSameSeedMakesTheSameWorkload() {
        ReferenceCity once =
                ReferenceWorkload.of(ReferenceVariant.CITY, 5, SMALL).cities().get(0);
        ReferenceCity again =
                ReferenceWorkload.of(ReferenceVariant.CITY, 5, SMALL).cities().get(0);
        ReferenceCity other =
                ReferenceWorkload.of(ReferenceVariant.CITY, 6, SMALL).cities().get(0);
        assertThat(text(again)).isEqualTo(text(once)).isNotEqualTo(text(other));
    }

    private static String text(ReferenceCity city) {
        return city.wards() + city.layers().toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"CITY", "NATION"})
    void theOrderOfSpaceHoldsEveryHouseholdOnce(ReferenceVariant variant) {
        int count = 50_000;
        ReferenceHouseholds households = ReferenceWorkload.of(variant, 3, SMALL).households(count);
        double[] lon = new double[count];
        double[] lat = new double[count];
        households.fill(0, lon, lat);
        int[] numbers = households.numbersBySpace();
        long[] keys = Arrays.stream(numbers)
                .mapToLong(n -> SpaceKey.of(lon[n], lat[n]))
                .toArray();
        assertThat(keys).isSorted();
        assertThat(IntStream.range(1, count).filter(i -> keys[i] == keys[i - 1] && numbers[i] <= numbers[i - 1]))
                .isEmpty();
        assertThat(Arrays.stream(numbers).sorted().toArray())
                .isEqualTo(IntStream.range(0, count).toArray());
    }

    @Test
    void aHouseholdStandsWhereItsNumberSaysWhateverIsAskedForWithIt() {
        ReferenceHouseholds households =
                ReferenceWorkload.of(ReferenceVariant.CITY, 3, SMALL).households(40_000);
        double[] lon = new double[40_000];
        double[] lat = new double[40_000];
        households.fill(0, lon, lat);
        double[] someLon = new double[25_000];
        double[] someLat = new double[25_000];
        households.fill(9_999, someLon, someLat);
        assertThat(someLon).isEqualTo(Arrays.copyOfRange(lon, 9_999, 34_999));
        assertThat(someLat).isEqualTo(Arrays.copyOfRange(lat, 9_999, 34_999));
        assertThatThrownBy(() -> households.fill(39_999, new double[2], new double[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbersSayNothingOfPlaces() {
        // Mean distance of neighbours in a row against that of households 100 numbers apart: alike in random order.
        int count = 20_000;
        double[] lon = new double[count];
        double[] lat = new double[count];
        ReferenceWorkload.of(ReferenceVariant.CITY, 3).households(count).fill(0, lon, lat);
        double next = meanStep(lon, 1);
        assertThat(next).isBetween(0.9 * meanStep(lon, 100), 1.1 * meanStep(lon, 100));
        assertThat(meanStep(lat, 1)).isBetween(0.9 * meanStep(lat, 100), 1.1 * meanStep(lat, 100));
    }

    private static double meanStep(double[] values, int apart) {
        return IntStream.range(apart, values.length)
                .mapToDouble(i -> Math.abs(values[i] - values[i - apart]))
                .average()
                .orElseThrow();
    }
}
