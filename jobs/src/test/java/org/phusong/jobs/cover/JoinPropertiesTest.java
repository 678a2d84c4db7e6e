package org.phusong.jobs.cover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.Conservation;
import org.phusong.jobs.assess.WardCoverage;
import org.phusong.jobs.assess.WardOverlap;

/** What must hold of the join whatever the place. */
class JoinPropertiesTest {

    /** The slow twin: every household against every ward and claim with JTS covers, no index, no classes, no histogram. */
    @Property(tries = 60)
    void figuresAreThoseCountedHouseholdByHousehold(@ForAll long seed) {
        MadeUpPlace place = MadeUpPlace.random(seed);
        Map<String, Long> expected = new TreeMap<>();
        for (Household household : place.households()) {
            String ward = wardOf(place, household);
            if (ward == null) {
                continue;
            }
            for (int m = 0; m < 2; m++) {
                String measure = place.study().measures().get(m);
                long value = household.thousandths().get(m);
                for (ServiceDefinition service : place.study().services()) {
                    Set<String> operators = operatorsServing(place, household, service);
                    if (!operators.isEmpty()) {
                        operators.add(OperatorBook.ANY);
                    }
                    for (String operator : operators) {
                        expected.merge(ward + " " + service.name() + " " + operator + " " + measure, value, Long::sum);
                    }
                }
            }
        }
        expected.values().removeIf(value -> value == 0);
        Map<String, Long> found = new TreeMap<>();
        servedBySlice(place.assess()).forEach((slice, served) -> {
            if (served > 0) {
                found.put(slice, served);
            }
        });
        assertThat(found).isEqualTo(expected);
    }

    private static @Nullable String wardOf(MadeUpPlace place, Household household) {
        if (household.point() == null) {
            return household.wardCode();
        }
        Point point = point(household.point());
        return place.wards().stream()
                .filter(w -> w.geometry().covers(point))
                .map(Ward::code)
                .findFirst()
                .orElse(null);
    }

    private static Set<String> operatorsServing(MadeUpPlace place, Household household, ServiceDefinition service) {
        Set<String> operators = new HashSet<>();
        for (CoverageClaim claim : place.claims()) {
            boolean reaches = claim.area() == null
                    ? household.id().equals(claim.householdId())
                    : household.point() != null && claim.area().covers(point(household.point()));
            if (reaches && claim.isValidOn(MadeUpPlace.AS_OF) && service.isMetBy(claim.attributes())) {
                operators.add(claim.attributes().operator());
            }
        }
        return operators;
    }

    private static Point point(GeoPoint point) {
        return MadeUpPlace.FACTORY.createPoint(new Coordinate(point.lon(), point.lat()));
    }

    @Property(tries = 40)
    void everyLawOfConservationHolds(@ForAll long seed) {
        MadeUpPlace place = MadeUpPlace.random(seed);
        CoverageCount count = place.count();
        for (String measure : place.study().measures()) {
            Conservation.checkAccepted(measure, count.accepted(measure), count.outside(measure), count.histogram());
        }
        Conservation.checkFigures(place.assess());
        long located =
                place.households().stream().filter(h -> h.point() != null).count();
        assertThat(count.unlocatedRows()).isEqualTo(place.households().size() - located);
    }

    @Property(tries = 40)
    void addingAClaimNeverLowersAFigureNorTouchesAnotherOperator(@ForAll long seed) {
        MadeUpPlace before = MadeUpPlace.random(seed);
        Random random = new Random(~seed);
        String operator = MadeUpPlace.OPERATORS.get(random.nextInt(3));
        List<CoverageClaim> more = new ArrayList<>(before.claims());
        more.add(MadeUpPlace.randomClaim(random, operator, 99));
        Map<String, Long> lower = servedBySlice(before.assess());
        Map<String, Long> higher = servedBySlice(before.withClaims(more).assess());
        assertThat(higher.keySet()).isEqualTo(lower.keySet());
        higher.forEach((slice, served) -> {
            assertThat(served).as(slice).isGreaterThanOrEqualTo(lower.get(slice));
            if (!slice.contains(" " + operator + " ") && !slice.contains(" " + OperatorBook.ANY + " ")) {
                assertThat(served).as(slice).isEqualTo(lower.get(slice));
            }
        });
    }

    /** A box cut along its diagonal is two triangles that share the cut: together they cover what the box covers. */
    @Property(tries = 40)
    void splittingAPolygonAlongItsVerticesChangesNothing(@ForAll long seed) {
        MadeUpPlace whole = MadeUpPlace.random(seed);
        List<CoverageClaim> split = new ArrayList<>();
        for (CoverageClaim claim : whole.claims()) {
            if (claim.area() == null) {
                split.add(claim);
                continue;
            }
            Coordinate[] ring = claim.area().getCoordinates();
            split.add(withArea(claim, triangle(ring[0], ring[1], ring[2])));
            split.add(withArea(claim, triangle(ring[0], ring[2], ring[3])));
        }
        assertThat(whole.withClaims(split).assess().wards())
                .isEqualTo(whole.assess().wards());
    }

    private static Geometry triangle(Coordinate a, Coordinate b, Coordinate c) {
        return MadeUpPlace.FACTORY.createPolygon(new Coordinate[] {a, b, c, a});
    }

    private static CoverageClaim withArea(CoverageClaim claim, Geometry area) {
        return new CoverageClaim(
                claim.input(), claim.record(), claim.attributes(), claim.validFrom(), claim.validTo(), area, null);
    }

    @Property(tries = 40)
    void twoBrandsOfOneNetworkNeverRaiseTheOverlap(@ForAll long seed) {
        MadeUpPlace apart = MadeUpPlace.random(seed);
        MadeUpPlace together = apart.withOperators(new OperatorBook(
                Map.of(MadeUpPlace.OPERATORS.get(0), "Mạng chung", MadeUpPlace.OPERATORS.get(1), "Mạng chung"),
                Map.of()));
        Map<String, Long> networksApart = networkSums(apart.assess());
        networkSums(together.assess())
                .forEach((slice, sum) -> assertThat(sum).as(slice).isLessThanOrEqualTo(networksApart.get(slice)));
    }

    /** Ward, service and measure to the sum of n times the total that exactly n networks reach. */
    private static Map<String, Long> networkSums(Assessment assessment) {
        Map<String, Long> sums = new HashMap<>();
        for (WardOverlap row : assessment.overlaps()) {
            sums.merge(
                    row.wardCode() + " " + row.service() + " " + row.measure(),
                    row.networks() * row.total(),
                    Long::sum);
        }
        return sums;
    }

    private static Map<String, Long> servedBySlice(Assessment assessment) {
        Map<String, Long> served = new TreeMap<>();
        for (WardCoverage row : assessment.wards()) {
            served.put(
                    row.wardCode() + " " + row.service() + " " + row.operator() + " " + row.measure(),
                    row.reach().served());
        }
        return served;
    }
}
