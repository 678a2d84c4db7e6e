package org.phusong.geodata.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.operation.union.UnaryUnionOp;
import org.phusong.geodata.place.Ward;

class SampleCityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 42, -7})
    void wardsTileTheCityAndShareTheirEdges(long seed) {
        List<Geometry> wards =
                SampleCity.region(seed).wards().stream().map(Ward::geometry).toList();
        assertThat(wards).hasSize(40).allMatch(Geometry::isValid);
        Geometry[] found = CoverageValidator.validate(wards.toArray(Geometry[]::new), 50 / 111_000.0);
        assertThat(CoverageValidator.hasInvalidResult(found)).isFalse();
        Geometry city = UnaryUnionOp.union(wards);
        // The mainland and two islands, without a hole.
        assertThat((Object) city).isInstanceOf(MultiPolygon.class);
        assertThat(city.getNumGeometries()).isEqualTo(3);
        assertThat(city.getBoundary().getNumGeometries()).isEqualTo(3);
    }

    @Test
    void codesAndNamesAreDistinctComposedText() {
        List<Ward> wards = SampleCity.region(1).wards();
        Set<String> codes = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (Ward ward : wards) {
            codes.add(ward.code());
            names.add(ward.name());
            assertThat(Normalizer.isNormalized(ward.name(), Normalizer.Form.NFC))
                    .isTrue();
        }
        assertThat(codes).hasSize(wards.size());
        assertThat(names).hasSize(wards.size());
    }

    @Test
    void oneWardIsEmptyAndOneIsOnIslands() {
        SampleRegion region = SampleCity.region(1);
        assertThat(region.weights()).filteredOn(w -> w == 0).hasSize(1);
        assertThat(region.wards())
                .filteredOn(w -> w.geometry() instanceof MultiPolygon)
                .hasSize(1);
    }
}
