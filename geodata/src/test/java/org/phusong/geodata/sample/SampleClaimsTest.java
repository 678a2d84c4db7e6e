package org.phusong.geodata.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.place.GeoPoint;

/** The figures of the demo, counted with plain JTS on few households. */
class SampleClaimsTest {

    private static final int HOUSEHOLDS = 60_000;
    private static final SampleRegion CITY = SampleCity.region(1);
    private static final SampleClaims CLAIMS = SampleClaims.of(CITY);

    @Test
    void everyAreaIsValidAndLayersHaveHoles() {
        assertThat(CLAIMS.pixelMetres()).isEqualTo(50);
        List<SampleClaim> all =
                Stream.concat(CLAIMS.fixed().stream(), CLAIMS.mobile().stream()).toList();
        assertThat(all).allMatch(c -> c.area().isValid());
        assertThat(all).anyMatch(c -> c.area().getNumInteriorRing() > 3);
        assertThat(all.stream().map(c -> c.attributes().operator()).distinct()).hasSize(4);
        assertThat(all).anyMatch(c -> c.attributes().environment() == Environment.INDOOR);
        assertThat(CLAIMS.mobile().stream().map(c -> c.attributes().signalDbm()).distinct())
                .containsExactlyInAnyOrder(-105.0, -95.0);
    }

    @Test
    void broadbandIsNearTheTargetInTheStudyAndOnBothSidesOfItInTheWards() {
        Map<String, Double> shares = shares(CLAIMS.fixed(), SampleClaimsTest::servesHomes);
        assertThat(study(shares)).isBetween(0.94, 0.955);
        shares.remove("study");
        assertThat(shares.values()).filteredOn(s -> s >= 0.93 && s < 0.95).hasSizeGreaterThanOrEqualTo(3);
        assertThat(shares.values()).filteredOn(s -> s > 0.95 && s <= 0.97).hasSizeGreaterThanOrEqualTo(3);
        assertThat(shares.values()).anyMatch(s -> s < 0.9);
    }

    @Test
    void someWardsHaveNothingOfAnOperatorAndNo5g() {
        Map<String, Double> haiDang =
                shares(CLAIMS.mobile(), c -> c.operator().equals(SampleOperator.HAI_DANG.title()) && is4g(c));
        assertThat(haiDang.values()).filteredOn(s -> s == 0).hasSizeBetween(2, 8);
        Map<String, Double> nr = shares(CLAIMS.mobile(), c -> c.technology() == Technology.NR);
        assertThat(nr.values()).anyMatch(s -> s == 0);
        assertThat(study(nr)).isBetween(0.75, 0.97);
    }

    @Test
    void mobile4gReachesAllOfSomeWardsAndNotAllOfOthers() {
        Map<String, Double> shares = shares(CLAIMS.mobile(), SampleClaimsTest::is4g);
        assertThat(study(shares)).isBetween(0.97, 0.9999);
        assertThat(shares.values()).filteredOn(s -> s == 1).hasSizeGreaterThanOrEqualTo(5);
        assertThat(shares.values()).filteredOn(s -> s < 1).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void sameSeedSameClaims() {
        assertThat(SampleClaims.of(SampleCity.region(1))).isEqualTo(CLAIMS);
        assertThat(SampleClaims.of(SampleCity.region(2))).isNotEqualTo(CLAIMS);
    }

    private static double study(Map<String, Double> shares) {
        return Objects.requireNonNull(shares.get("study"));
    }

    private static boolean is4g(ClaimClass claim) {
        return claim.technology() == Technology.LTE || claim.technology() == Technology.NR;
    }

    private static boolean servesHomes(ClaimClass claim) {
        return claim.status() == ClaimStatus.AVAILABLE && claim.customer() != Customer.BUSINESS;
    }

    /** Share of located households reached, by ward code, and of all of them under {@code study}. */
    private static Map<String, Double> shares(List<SampleClaim> claims, Predicate<ClaimClass> wanted) {
        STRtree tree = new STRtree();
        for (SampleClaim claim : claims) {
            if (wanted.test(claim.attributes())) {
                Polygon area = claim.area();
                tree.insert(area.getEnvelopeInternal(), PreparedGeometryFactory.prepare(area));
            }
        }
        Map<String, long[]> counts = new TreeMap<>();
        HouseholdStream stream = new HouseholdStream(CITY, HOUSEHOLDS);
        GeometryFactory factory = new GeometryFactory();
        while (stream.hasNext()) {
            SampleHousehold household = stream.next();
            GeoPoint place = household.point();
            if (place == null || household.wardCode() == null) {
                continue;
            }
            Point point = factory.createPoint(new Coordinate(place.lon(), place.lat()));
            List<PreparedGeometry> near = new ArrayList<>();
            tree.query(new Envelope(point.getCoordinate()), found -> near.add((PreparedGeometry) found));
            boolean served = near.stream().anyMatch(area -> area.covers(point));
            for (String key : List.of(household.wardCode(), "study")) {
                long[] count = counts.computeIfAbsent(key, k -> new long[2]);
                count[0] += served ? 1 : 0;
                count[1]++;
            }
        }
        Map<String, Double> shares = new TreeMap<>();
        counts.forEach((code, count) -> shares.put(code, (double) count[0] / count[1]));
        return shares;
    }
}
