package org.phusong.jobs.read;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;

/**
 * Reads the claims, areas and lists, on the driver: one record at a time, so that memory holds what is accepted and no more.
 *
 * <p>A claim that cannot be used is rejected with one issue, for the first value that is wrong in the order of the contract's keys.
 */
public final class ClaimReader {

    private final Study study;
    private final OperatorSurvey operators;
    private final List<CoverageClaim> claims = new ArrayList<>();
    private final Map<ClaimClass, ClaimClass> classes = new HashMap<>();

    private ClaimReader(Study study) {
        this.study = study;
        operators = new OperatorSurvey(study.operators());
    }

    /**
     * Reads every layer of claims of the study, and warns of operators that the study names and nobody claims as. Limits on rejected rows are not held here but by {@link RejectionLimit}, so that what is
     * wrong can be shown first.
     *
     * @param study what to read
     * @param spark asked for a session only where an input has a {@code where}
     * @throws InputException when a file or column is missing, or when the CRS of a file is not known
     */
    public static ClaimLayer read(Study study, Supplier<SparkSession> spark) {
        ClaimLayer layer = readFiles(study, spark);
        layer.warnOfUnmatchedOperators(study);
        return layer;
    }

    /**
     * As {@link #read}, without the warnings that follow from the study's services and what it expects: what is found depends on its
     * layers, operators and date alone.
     */
    public static ClaimLayer readFiles(Study study, Supplier<SparkSession> spark) {
        return new ClaimReader(study).readAll(spark);
    }

    private ClaimLayer readAll(Supplier<SparkSession> spark) {
        IssueLog issues = new IssueLog();
        List<InputTally> tallies = new ArrayList<>();
        for (ClaimInput input : study.coverage()) {
            InputPass pass =
                    new InputPass(study, input.source(), input.geometry(), input.householdId() == null, spark, issues);
            tallies.addAll(pass.readAll((file, columns, crs) -> new OfFile(input, file, columns, crs)));
        }
        issues.addAll(operators.warnings());
        return new ClaimLayer(claims, tallies, issues);
    }

    /** The claims of one file. */
    private final class OfFile implements InputPass.Interpretation {

        private final String file;
        private final ClaimAttributes attributes;
        private final @Nullable Field householdId;
        private final @Nullable AreaReading areas;

        OfFile(ClaimInput input, String file, FileColumns columns, Optional<CrsChoice> crs) {
            this.file = file;
            attributes = new ClaimAttributes(input, study.operators(), columns, classes);
            householdId = input.householdId() == null
                    ? null
                    : columns.column(input.householdId(), input.source().key() + ".household_id");
            areas = crs.map(choice -> new AreaReading(input.geometry(), choice.crs()))
                    .orElse(null);
        }

        @Override
        public @Nullable String recordId(VerbatimRecord record) {
            return householdId == null ? null : householdId.text(record);
        }

        @Override
        public void accept(VerbatimRecord record, RecordNotes notes) throws UnusableValueException {
            ClaimAttributes.Interpreted claimed = attributes.of(record);
            String household = householdId == null
                    ? null
                    : householdId.requiredText(record).strip();
            Geometry area = areas == null ? null : areas.of(record, notes);
            CoverageClaim claim = new CoverageClaim(
                    file,
                    record.number(),
                    claimed.attributes(),
                    claimed.validFrom(),
                    claimed.validTo(),
                    area,
                    household);
            claims.add(claim);
            operators.found(
                    file, attributes.operator().name(), claimed.attributes().operator());
            if (!claim.isValidOn(study.asOf())) {
                warnOfValidity(claim, notes);
            }
        }

        private void warnOfValidity(CoverageClaim claim, RecordNotes notes) {
            LocalDate asOf = study.asOf();
            LocalDate from = claim.validFrom();
            boolean early = from != null && from.isAfter(asOf);
            Field field = early ? attributes.validFrom() : attributes.validTo();
            notes.warn(
                    IssueKind.CLAIM_NOT_VALID,
                    field == null ? "" : field.name(),
                    String.valueOf(early ? from : claim.validTo()),
                    "The claim is not valid on " + asOf + ", so it serves nobody; it counts when valid_from <= as_of <="
                            + " valid_to");
        }
    }
}
