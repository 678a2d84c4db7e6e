package org.phusong.jobs.cache;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.index.ArrayReader;
import org.phusong.geodata.index.ArrayWriter;
import org.phusong.geodata.place.GeoBox;
import org.phusong.jobs.read.ClaimLayer;

/** A claim layer as arrays, with the boxes of areas but not the areas: these are in the index. Stateless. */
final class ClaimArrays {

    private ClaimArrays() {}

    static void write(ClaimLayer layer, ArrayWriter out) throws IOException {
        List<CoverageClaim> claims = layer.claims();
        // Equal attributes are one object in a layer.
        IdentityHashMap<ClaimClass, Integer> places = new IdentityHashMap<>();
        List<ClaimClass> classes = new ArrayList<>();
        int[] classOf = new int[claims.size()];
        long[] records = new long[claims.size()];
        List<@Nullable LocalDate> from = new ArrayList<>(claims.size());
        List<@Nullable LocalDate> to = new ArrayList<>(claims.size());
        List<@Nullable String> households = new ArrayList<>(claims.size());
        int areas = 0;
        for (int i = 0; i < classOf.length; i++) {
            CoverageClaim claim = claims.get(i);
            Integer place = places.putIfAbsent(claim.attributes(), classes.size());
            if (place == null) {
                classOf[i] = classes.size();
                classes.add(claim.attributes());
            } else {
                classOf[i] = place;
            }
            records[i] = claim.record();
            from.add(claim.validFrom());
            to.add(claim.validTo());
            households.add(claim.householdId());
            areas += claim.box() == null ? 0 : 1;
        }
        writeClasses(classes, out);
        TextArrays.write(claims.stream().map(CoverageClaim::input).toList(), out);
        out.longs(records);
        out.ints(classOf);
        NumberArrays.writeDays(from, out);
        NumberArrays.writeDays(to, out);
        TextArrays.write(households, out);
        out.doubles(boxes(claims, TextArrays.checkedLength(4L * areas)));
        IssueArrays.write(layer.tallies(), out);
        IssueArrays.write(layer.issues(), out);
    }

    private static double[] boxes(List<CoverageClaim> claims, int length) {
        double[] boxes = new double[length];
        int n = 0;
        for (CoverageClaim claim : claims) {
            GeoBox box = claim.box();
            if (box != null) {
                boxes[n++] = box.west();
                boxes[n++] = box.south();
                boxes[n++] = box.east();
                boxes[n++] = box.north();
            }
        }
        return boxes;
    }

    static ClaimLayer read(ArrayReader in) throws IOException {
        List<ClaimClass> classes = readClasses(in);
        List<String> inputs = TextArrays.read(in);
        long[] records = in.longs();
        int[] classOf = in.ints();
        List<@Nullable LocalDate> from = NumberArrays.readDays(in);
        List<@Nullable LocalDate> to = NumberArrays.readDays(in);
        List<@Nullable String> households = TextArrays.readNullable(in);
        double[] boxes = in.doubles();
        List<CoverageClaim> claims = new ArrayList<>(records.length);
        int n = 0;
        for (int i = 0; i < records.length; i++) {
            String household = households.get(i);
            GeoBox box = null;
            if (household == null) {
                box = new GeoBox(boxes[n], boxes[n + 1], boxes[n + 2], boxes[n + 3]);
                n += 4;
            }
            claims.add(new CoverageClaim(
                    inputs.get(i), records[i], classes.get(classOf[i]), from.get(i), to.get(i), null, box, household));
        }
        return new ClaimLayer(claims, IssueArrays.readTallies(in), IssueArrays.read(in));
    }

    private static void writeClasses(List<ClaimClass> classes, ArrayWriter out) throws IOException {
        TextArrays.write(classes.stream().map(ClaimClass::operator).toList(), out);
        TextArrays.writeConstants(classes.stream().map(ClaimClass::technology).toList(), out);
        TextArrays.writeConstants(classes.stream().map(ClaimClass::customer).toList(), out);
        TextArrays.writeConstants(classes.stream().map(ClaimClass::status).toList(), out);
        TextArrays.writeConstants(classes.stream().map(ClaimClass::evidence).toList(), out);
        List<@Nullable Environment> environments = new ArrayList<>();
        List<@Nullable Double> numbers = new ArrayList<>();
        for (ClaimClass claimed : classes) {
            environments.add(claimed.environment());
            numbers.add(claimed.downMbps());
            numbers.add(claimed.upMbps());
            numbers.add(claimed.latencyMs());
            numbers.add(claimed.signalDbm());
        }
        TextArrays.writeConstants(environments, out);
        NumberArrays.writeDoubles(numbers, out);
    }

    private static List<ClaimClass> readClasses(ArrayReader in) throws IOException {
        List<String> operators = TextArrays.read(in);
        List<Technology> technologies = TextArrays.readConstants(Technology.class, in);
        List<Customer> customers = TextArrays.readConstants(Customer.class, in);
        List<ClaimStatus> statuses = TextArrays.readConstants(ClaimStatus.class, in);
        List<Evidence> evidence = TextArrays.readConstants(Evidence.class, in);
        List<@Nullable Environment> environments = TextArrays.readNullableConstants(Environment.class, in);
        List<@Nullable Double> numbers = NumberArrays.readDoubles(in);
        List<ClaimClass> classes = new ArrayList<>(operators.size());
        for (int i = 0; i < operators.size(); i++) {
            classes.add(new ClaimClass(
                    operators.get(i),
                    technologies.get(i),
                    numbers.get(4 * i),
                    numbers.get(4 * i + 1),
                    numbers.get(4 * i + 2),
                    numbers.get(4 * i + 3),
                    environments.get(i),
                    customers.get(i),
                    statuses.get(i),
                    evidence.get(i)));
        }
        return classes;
    }
}
