package org.phusong.jobs.read;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.Technology;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.ClaimInput.CodeScheme;
import org.phusong.jobs.study.ValueSource;

/**
 * All that the records of one file claim besides where. Names are compared exactly after trimming: what is not known is never guessed.
 * Not thread-safe.
 */
final class ClaimAttributes {

    /**
     * What an RSRP floor may be, in dBm. Wider than what handsets report (3GPP TS 36.133: -140 to -44), so that it catches wrong units and
     * signs, not unusual plans.
     */
    static final double MIN_SIGNAL_DBM = -200;

    /** A received signal of more than a milliwatt is a lost minus sign. */
    static final double MAX_SIGNAL_DBM = 0;

    private static final Map<String, Technology> TECHNOLOGIES =
            Arrays.stream(Technology.values()).collect(Collectors.toMap(Technology::name, Function.identity()));
    private static final Map<String, Technology> FCC_TECHNOLOGIES = IntStream.range(0, 1000)
            .boxed()
            .flatMap(code -> Technology.findByFccCode(code).map(t -> Map.entry(String.valueOf(code), t)).stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, Customer> FCC_CUSTOMERS =
            Map.of("B", Customer.BUSINESS, "R", Customer.RESIDENTIAL, "X", Customer.BOTH);

    private static final Map<String, Environment> ENVIRONMENTS = words(Environment.values());
    private static final Map<String, ClaimStatus> STATUSES = words(ClaimStatus.values());

    private final OperatorBook operators;
    private final boolean fccTechnologies;
    private final Map<String, Customer> customers;
    private final Evidence evidence;
    private final Field operator;
    private final Field technology;
    private final @Nullable Field downMbps;
    private final @Nullable Field upMbps;
    private final @Nullable Field latencyMs;
    private final @Nullable Field signalDbm;
    private final @Nullable Field environment;
    private final @Nullable Field customer;
    private final @Nullable Field status;
    private final @Nullable Field validFrom;
    private final @Nullable Field validTo;
    private final Map<ClaimClass, ClaimClass> interned;

    /**
     * What one record claims.
     *
     * @param attributes equal ones are one object
     * @param validFrom first day, inclusive; null for open
     * @param validTo last day, inclusive, not before {@code validFrom}; null for open
     */
    record Interpreted(
            ClaimClass attributes,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /**
     * @param input the study's reading of the layer
     * @param operators spellings of the study
     * @param columns of the file
     * @param interned classes met so far, shared by the files of a study
     * @throws InputException when a column is missing
     */
    ClaimAttributes(
            ClaimInput input, OperatorBook operators, FileColumns columns, Map<ClaimClass, ClaimClass> interned) {
        this.operators = operators;
        this.interned = interned;
        String key = input.source().key() + ".";
        operator = columns.of(input.operator(), key + "operator");
        technology = columns.of(input.technology(), key + "technology");
        fccTechnologies = input.technologyCodes() == CodeScheme.FCC;
        downMbps = find(columns, input.downMbps(), key + "down_mbps");
        upMbps = find(columns, input.upMbps(), key + "up_mbps");
        latencyMs = find(columns, input.latencyMs(), key + "latency_ms");
        signalDbm = find(columns, input.signalDbm(), key + "signal_dbm");
        environment = find(columns, input.environment(), key + "environment");
        customer = find(columns, input.customer(), key + "customer");
        customers = input.customerCodes() == CodeScheme.FCC ? FCC_CUSTOMERS : words(Customer.values());
        status = find(columns, input.status(), key + "status");
        validFrom = find(columns, input.validFrom(), key + "valid_from");
        validTo = find(columns, input.validTo(), key + "valid_to");
        evidence = input.evidence();
    }

    private static @Nullable Field find(FileColumns columns, @Nullable ValueSource source, String key) {
        return source == null ? null : columns.of(source, key);
    }

    private static <E extends Enum<E>> Map<String, E> words(E[] values) {
        return Arrays.stream(values).collect(Collectors.toMap(ClaimClass::text, Function.identity()));
    }

    /** The field that holds the operator's name. */
    Field operator() {
        return operator;
    }

    /** The field that holds the first day of validity; null where every claim is open to the past. */
    @Nullable
    Field validFrom() {
        return validFrom;
    }

    /** The field that holds the last day of validity; null where every claim is open to the future. */
    @Nullable
    Field validTo() {
        return validTo;
    }

    /**
     * Interprets one record.
     *
     * @throws UnusableValueException for the first value that cannot be used
     */
    Interpreted of(VerbatimRecord record) throws UnusableValueException {
        ClaimClass filed = new ClaimClass(
                operatorOf(record),
                technologyOf(record),
                number(downMbps, record, 0, Double.MAX_VALUE, "at least 0 Mbit/s"),
                number(upMbps, record, 0, Double.MAX_VALUE, "at least 0 Mbit/s"),
                number(latencyMs, record, 0, Double.MAX_VALUE, "at least 0 ms"),
                number(signalDbm, record, MIN_SIGNAL_DBM, MAX_SIGNAL_DBM, "-200 to 0 dBm"),
                code(environment, record, "environment", ENVIRONMENTS).orElse(null),
                code(customer, record, "customer", customers).orElse(Customer.BOTH),
                code(status, record, "status", STATUSES).orElse(ClaimStatus.AVAILABLE),
                evidence);
        LocalDate from = validFrom == null ? null : validFrom.date(record);
        LocalDate to = validTo == null ? null : validTo.date(record);
        if (validFrom != null && from != null && to != null && from.isAfter(to)) {
            throw new UnusableValueException(
                    IssueKind.VALUE_INVALID,
                    validFrom.name(),
                    from.toString(),
                    "valid_from is after valid_to, " + to + "; accepted is the same day or an earlier one");
        }
        ClaimClass known = interned.putIfAbsent(filed, filed);
        return new Interpreted(known == null ? filed : known, from, to);
    }

    private String operatorOf(VerbatimRecord record) throws UnusableValueException {
        String filed = operator.text(record);
        String name = filed == null ? "" : operators.nameOf(filed);
        if (name.isEmpty() || name.equalsIgnoreCase(OperatorBook.ANY)) {
            throw new UnusableValueException(
                    IssueKind.OPERATOR_INVALID,
                    operator.name(),
                    name,
                    name.isEmpty()
                            ? "The claim names no operator; every claim needs one"
                            : "'" + name + "' stands for any operator and can be no operator's name");
        }
        return name;
    }

    private Technology technologyOf(VerbatimRecord record) throws UnusableValueException {
        String filed = technology.requiredText(record).strip();
        Technology known = (fccTechnologies ? FCC_TECHNOLOGIES : TECHNOLOGIES).get(filed);
        if (known == null) {
            String accepted = fccTechnologies
                    ? FCC_TECHNOLOGIES.keySet().stream()
                            .sorted(Comparator.comparingInt(Integer::parseInt))
                            .collect(Collectors.joining(", "))
                    : Arrays.stream(Technology.values()).map(Technology::name).collect(Collectors.joining(", "));
            throw new UnusableValueException(
                    IssueKind.TECHNOLOGY_UNKNOWN,
                    technology.name(),
                    filed,
                    (fccTechnologies
                                    ? "No known FCC technology code; accepted are "
                                    : "No known technology; accepted are ")
                            + accepted);
        }
        return known;
    }

    private static @Nullable Double number(
            @Nullable Field field, VerbatimRecord record, double min, double max, String accepted)
            throws UnusableValueException {
        Double number = field == null ? null : field.number(record);
        if (field != null && number != null && (number < min || number > max)) {
            throw new UnusableValueException(
                    IssueKind.VALUE_OUT_OF_RANGE,
                    field.name(),
                    String.valueOf(field.text(record)),
                    field.name() + " is out of range; accepted are numbers of " + accepted);
        }
        return number;
    }

    private static <E extends Enum<E>> Optional<E> code(
            @Nullable Field field, VerbatimRecord record, String what, Map<String, E> accepted)
            throws UnusableValueException {
        String filed = field == null ? null : field.text(record);
        if (field == null || filed == null) {
            return Optional.empty();
        }
        E known = accepted.get(filed.strip());
        if (known == null) {
            throw new UnusableValueException(
                    IssueKind.CODE_UNKNOWN,
                    field.name(),
                    filed,
                    "'" + filed + "' is no known " + what + "; accepted: "
                            + accepted.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return Optional.of(known);
    }
}
