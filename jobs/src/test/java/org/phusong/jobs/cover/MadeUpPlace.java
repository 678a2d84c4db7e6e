package org.phusong.jobs.cover;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.place.GeoPoint;
import org.phusong.geodata.place.Household;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.read.FilePiece;
import org.phusong.jobs.read.HouseholdBatch;
import org.phusong.jobs.read.InputFile;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.ValueSource;
import org.phusong.jobs.study.WardInput;

/**
 * A made-up place on a lattice of tenths of a degree, so that households often lie on edges and corners of wards and claims. The whole
 * join and assessment run on it in memory, with the real classes.
 */
record MadeUpPlace(List<Ward> wards, List<CoverageClaim> claims, List<Household> households, OperatorBook operators) {

    static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);
    static final List<String> OPERATORS = List.of("Ánh Dương", "Bình Minh", "Cát Tiên");
    static final GeometryFactory FACTORY = new GeometryFactory();

    static MadeUpPlace random(long seed) {
        Random random = new Random(seed);
        List<Ward> wards = new ArrayList<>();
        // Three by two wards of one degree; the sixth is left out, so that some households are outside.
        for (int i = 0; i < 5; i++) {
            int west = i % 3;
            int south = i / 3;
            wards.add(new Ward("0" + i, "Phường " + i, box(west, south, west + 1.0, south + 1.0), Map.of()));
        }
        List<CoverageClaim> claims = new ArrayList<>();
        List<Household> households = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean unlocated = random.nextInt(10) == 0;
            GeoPoint point = unlocated ? null : new GeoPoint(random.nextInt(31) / 10.0, random.nextInt(21) / 10.0);
            String ward = unlocated ? "0" + random.nextInt(5) : null;
            households.add(new Household(
                    "h" + i, point, ward, List.of(1000L, 1000L * random.nextInt(7)), List.of("q" + random.nextInt(2))));
        }
        for (int i = 0; i < 12; i++) {
            claims.add(randomClaim(random, OPERATORS.get(random.nextInt(3)), i));
        }
        return new MadeUpPlace(wards, claims, households, new OperatorBook(Map.of(), Map.of()));
    }

    static CoverageClaim randomClaim(Random random, String operator, int record) {
        Technology technology = oneOf(random, Technology.values());
        ClaimClass attributes = new ClaimClass(
                operator,
                technology,
                random.nextBoolean() ? null : 50.0 * random.nextInt(5),
                null,
                null,
                random.nextBoolean() ? null : -90.0 - 5 * random.nextInt(6),
                random.nextBoolean() ? null : oneOf(random, Environment.values()),
                oneOf(random, Customer.values()),
                oneOf(random, ClaimStatus.values()),
                Evidence.DECLARED);
        LocalDate validTo = random.nextInt(6) == 0 ? AS_OF.minusDays(1) : null;
        if (random.nextInt(4) == 0) {
            return new CoverageClaim("list.csv", record, attributes, null, validTo, null, "h" + random.nextInt(70));
        }
        return new CoverageClaim("areas.csv", record, attributes, null, validTo, randomBox(random), null);
    }

    private static <T> T oneOf(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    static Geometry randomBox(Random random) {
        double x = random.nextInt(30) / 10.0;
        double y = random.nextInt(20) / 10.0;
        return box(x, y, x + (1 + random.nextInt(12)) / 10.0, y + (1 + random.nextInt(12)) / 10.0);
    }

    static Geometry box(double west, double south, double east, double north) {
        return FACTORY.createPolygon(new Coordinate[] {
            new Coordinate(west, south),
            new Coordinate(east, south),
            new Coordinate(east, north),
            new Coordinate(west, north),
            new Coordinate(west, south)
        });
    }

    MadeUpPlace withClaims(List<CoverageClaim> others) {
        return new MadeUpPlace(wards, others, households, operators);
    }

    MadeUpPlace withOperators(OperatorBook others) {
        return new MadeUpPlace(wards, claims, households, others);
    }

    Study study() {
        Source source = new Source("households", 1, "x.csv", null, null, null, null, null);
        Map<String, ValueSource> measures = new LinkedHashMap<>();
        measures.put("households", new ValueSource.Fixed("1"));
        measures.put("population", new ValueSource.Column("people"));
        return new Study(
                Path.of("study.yaml"),
                "made-up",
                Map.of(),
                AS_OF,
                new WardInput(source, "code", null, null, Map.of()),
                new HouseholdInput(source, "id", "x", "y", null, "ward", measures, Map.of("quarter", "q")),
                List.of(),
                operators,
                List.of(),
                1,
                List.of(
                        service("broadband", Set.of(Technology.FTTH, Technology.HFC, Technology.FWA), null, null),
                        service("fast", Set.of(), 100.0, null),
                        service("mobile_4g", Set.of(Technology.LTE, Technology.NR), null, Environment.OUTDOOR),
                        service("mobile_indoor", Set.of(Technology.NR), null, Environment.INDOOR)),
                List.of());
    }

    private static ServiceDefinition service(
            String name,
            Set<Technology> technologies,
            @Nullable Double minDownMbps,
            @Nullable Environment environment) {
        return new ServiceDefinition(
                name,
                Map.of(),
                List.of(new Condition(
                        technologies,
                        minDownMbps,
                        null,
                        null,
                        null,
                        environment,
                        Condition.DEFAULT_CUSTOMERS,
                        Condition.DEFAULT_STATUSES,
                        Set.of())));
    }

    ClaimClasses classes() {
        return new ClaimClasses(claims, AS_OF);
    }

    CoverageCount count() {
        CoverageModel model = new CoverageModel(wards, claims, classes());
        Map<String, Integer> wardNumbers = new HashMap<>();
        model.wardCodes().forEach(code -> wardNumbers.put(code, wardNumbers.size()));
        HouseholdBatch batch = new HouseholdBatch(2, 1);
        households.forEach(household -> batch.add(household, wardNumbers));
        HouseholdPass pass = new HouseholdPass(model, 2, 1);
        pass.over(
                0,
                batch,
                new PieceSpan.Measuring(new FilePiece(new InputFile(Path.of("h.csv"), "h.csv"), 0, false, 0, 0, -1)));
        return new CoverageCount(pass.finish(), model, study().measures());
    }

    Assessment assess() {
        CoverageCount count = count();
        return Assessment.of(study(), wards, OPERATORS, classes().all(), count.answers(), count.histogram());
    }
}
