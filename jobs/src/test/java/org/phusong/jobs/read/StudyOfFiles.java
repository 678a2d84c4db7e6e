package org.phusong.jobs.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.ClaimInput.CodeScheme;
import org.phusong.jobs.study.ExpectedSubmission;
import org.phusong.jobs.study.HouseholdInput;
import org.phusong.jobs.study.Source;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.ValueSource;
import org.phusong.jobs.study.WardInput;

/** A study over files that a test writes into its own folder; as_of is 2026-09-30. */
final class StudyOfFiles {

    private final Path folder;
    private final List<ClaimInput> coverage = new ArrayList<>();
    private WardInput wards;
    private OperatorBook operators = new OperatorBook(Map.of(), Map.of());
    private final List<ServiceDefinition> services = new ArrayList<>();
    private final List<ExpectedSubmission> expected = new ArrayList<>();

    StudyOfFiles(Path folder) {
        this.folder = folder;
        wards = new WardInput(source("wards", "wards.csv", "EPSG:4326", null), "code", "name", "wkt", Map.of());
    }

    static Source source(String key, String path, @Nullable String crs, @Nullable String where) {
        return new Source(key, 1, path, null, null, null, crs, where);
    }

    /** Areas in a CSV with every attribute in a column of its own name. */
    static ClaimInput csvAreas(String key, String path) {
        return new ClaimInput(
                source(key, path, "EPSG:4326", null),
                null,
                "wkt",
                column("operator"),
                column("technology"),
                CodeScheme.NAMES,
                column("down"),
                column("up"),
                column("latency"),
                column("signal"),
                column("environment"),
                column("customer"),
                CodeScheme.NAMES,
                column("status"),
                column("from"),
                column("to"),
                Evidence.DECLARED);
    }

    /** Areas with operator and technology in columns and nothing else. */
    static ClaimInput plainAreas(String key, String path, @Nullable String crs) {
        return plain(source(key, path, crs, null), null, null, CodeScheme.NAMES);
    }

    /** Areas of a CSV for which the condition is true. */
    static ClaimInput areasWhere(String key, String path, String where) {
        return plain(source(key, path, "EPSG:4326", where), null, "wkt", CodeScheme.NAMES);
    }

    /** A list with operator and technology in columns, by household id. */
    static ClaimInput plainList(String key, String path, CodeScheme codes) {
        return plain(source(key, path, null, null), "household_id", null, codes);
    }

    private static ClaimInput plain(
            Source source, @Nullable String householdId, @Nullable String geometry, CodeScheme codes) {
        return new ClaimInput(
                source,
                householdId,
                geometry,
                column("operator"),
                column("technology"),
                codes,
                null,
                null,
                null,
                null,
                null,
                codes == CodeScheme.FCC ? column("customer") : null,
                codes,
                null,
                null,
                null,
                Evidence.DECLARED);
    }

    static ValueSource column(String name) {
        return new ValueSource.Column(name);
    }

    StudyOfFiles file(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    StudyOfFiles wards(WardInput input) {
        wards = input;
        return this;
    }

    StudyOfFiles claims(ClaimInput input) {
        coverage.add(input);
        return this;
    }

    StudyOfFiles operators(Map<String, String> networks, Map<String, String> aliases) {
        operators = new OperatorBook(networks, aliases);
        return this;
    }

    /** A service of any kind through these operators only. */
    StudyOfFiles service(String name, String... through) {
        Condition condition = new Condition(
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                Condition.DEFAULT_CUSTOMERS,
                Condition.DEFAULT_STATUSES,
                Set.of(through));
        services.add(new ServiceDefinition(name, Map.of(), List.of(condition)));
        return this;
    }

    StudyOfFiles expected(String operator, String service) {
        expected.add(new ExpectedSubmission(operator, List.of(service)));
        return this;
    }

    Study study() {
        HouseholdInput households = new HouseholdInput(
                source("households", "none.csv", null, null),
                "id",
                "lon",
                "lat",
                null,
                null,
                Map.of("households", new ValueSource.Fixed("1")),
                Map.of());
        return new Study(
                folder.resolve("study.yaml"),
                "test",
                Map.of(),
                LocalDate.of(2026, 9, 30),
                wards,
                households,
                coverage,
                operators,
                expected,
                1,
                services,
                List.of());
    }

    /** Without Spark: no input may have a {@code where}. */
    WardLayer readWards() {
        return WardReader.read(study(), SparkSession::active);
    }

    /** Without Spark: no input may have a {@code where}. */
    ClaimLayer readClaims() {
        return ClaimReader.read(study(), SparkSession::active);
    }
}
