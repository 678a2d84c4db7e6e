package org.phusong.jobs.assess;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.study.ExpectedSubmission;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.Target;
import org.phusong.jobs.study.ValueSource;
import org.phusong.jobs.study.WardInput;

/** Builds studies, wards and classes in few words. */
public final class SmallStudy {

    public static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);

    private final List<ServiceDefinition> services = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<ExpectedSubmission> expected = new ArrayList<>();
    private final Map<String, ValueSource> measures = new LinkedHashMap<>();
    private final Map<String, String> below = new LinkedHashMap<>();
    private final Map<String, String> above = new LinkedHashMap<>();
    private final Map<String, String> networks = new LinkedHashMap<>();

    public SmallStudy service(String name, Condition... anyOf) {
        services.add(new ServiceDefinition(name, Map.of(), List.of(anyOf)));
        return this;
    }

    public SmallStudy target(String service, String share, Target.Test test, Target.Scope scope, LocalDate by) {
        targets.add(new Target(service, "households", new BigDecimal(share), test, scope, by, null));
        return this;
    }

    public SmallStudy expect(String operator, String service) {
        expected.add(new ExpectedSubmission(operator, List.of(service)));
        return this;
    }

    public SmallStudy measure(String name) {
        measures.put(name, new ValueSource.Column(name));
        return this;
    }

    public SmallStudy groupBelow(String name) {
        below.put(name, name);
        return this;
    }

    public SmallStudy groupAbove(String name) {
        above.put(name, name);
        return this;
    }

    public SmallStudy operator(String name, String network) {
        networks.put(name, network);
        return this;
    }

    public Study build() {
        Source source = new Source("wards", 1, "x", null, null, null, null, null);
        return new Study(
                Path.of("study.yaml"),
                "small",
                Map.of("vi", "Nhỏ"),
                AS_OF,
                new WardInput(source, "code", null, null, above),
                new HouseholdInput(
                        source,
                        "id",
                        "x",
                        "y",
                        null,
                        null,
                        measures.isEmpty() ? Map.of("households", new ValueSource.Fixed("1")) : measures,
                        below),
                List.of(),
                new OperatorBook(networks, Map.of()),
                expected,
                0.01,
                services,
                targets);
    }

    /** A condition on technologies alone. */
    public static Condition anyOf(Technology... technologies) {
        return new Condition(
                Set.of(technologies),
                null,
                null,
                null,
                null,
                null,
                Condition.DEFAULT_CUSTOMERS,
                Condition.DEFAULT_STATUSES,
                Set.of());
    }

    public static ClaimClass claim(String operator, Technology technology) {
        return claim(operator, technology, null);
    }

    public static ClaimClass claim(String operator, Technology technology, @Nullable Double downMbps) {
        return new ClaimClass(
                operator,
                technology,
                downMbps,
                null,
                null,
                null,
                technology.isMobile() ? Environment.OUTDOOR : null,
                Customer.BOTH,
                ClaimStatus.AVAILABLE,
                Evidence.DECLARED);
    }

    public static Ward ward(String code) {
        return ward(code, Map.of());
    }

    public static Ward ward(String code, Map<String, String> groups) {
        return new Ward(
                code, "Ward " + code, new GeometryFactory().toGeometry(new Envelope(106.0, 106.1, 10.0, 10.1)), groups);
    }

    /** A bar of whole households without groups. */
    public static WardAnswer bar(String ward, int answerId, long households) {
        return bar(ward, answerId, households, 0);
    }

    /** As above, some of them unlocated. */
    public static WardAnswer bar(String ward, int answerId, long households, long unlocated) {
        return new WardAnswer(ward, List.of(), answerId, "households", households * 1000, unlocated * 1000);
    }
}
