package org.phusong.jobs.study;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.study.ClaimInput.CodeScheme;

/**
 * Reads the section {@code coverage}. Values that the study itself fixes ({@code {value: X}}) are checked here, as strictly as the readers
 * check those of a file.
 */
final class ClaimSection {

    /** Every technology by name, for messages. */
    static final String TECHNOLOGIES =
            Arrays.stream(Technology.values()).map(Technology::name).collect(Collectors.joining(", "));

    private static final List<String> FCC_CUSTOMERS = List.of("R", "B", "X");

    private ClaimSection() {}

    /** The layers of claims, in the order of the file; those with faults are left out. */
    static List<ClaimInput> coverage(YamlNode node) {
        List<ClaimInput> layers = new ArrayList<>();
        for (YamlNode item : node.someItems("a list of at least one layer of claims")) {
            YamlMapping layer = item.section(Section.COVERAGE);
            if (layer != null) {
                layer(layer).ifPresent(layers::add);
            }
        }
        return layers;
    }

    private static Optional<ClaimInput> layer(YamlMapping layer) {
        CodeScheme technologyCodes = layer.word("technology_codes", CodeScheme.class, CodeScheme.NAMES);
        CodeScheme customerCodes = layer.word("customer_codes", CodeScheme.class, CodeScheme.NAMES);
        Source source = PlaceSections.source(layer);
        ValueSource operator = value(layer, "operator", OperatorSections::checkName);
        ValueSource technology = value(layer, "technology", v -> checkTechnology(v, technologyCodes));
        ValueSource down = value(layer, "down_mbps", v -> v.number(Quantity.SPEED_MBPS));
        ValueSource up = value(layer, "up_mbps", v -> v.number(Quantity.SPEED_MBPS));
        ValueSource latency = value(layer, "latency_ms", v -> v.number(Quantity.LATENCY_MS));
        ValueSource signal = value(layer, "signal_dbm", v -> v.number(Quantity.SIGNAL_DBM));
        ValueSource environment = value(layer, "environment", v -> v.word(Environment.class, "environment"));
        ValueSource customer = value(layer, "customer", v -> checkCustomer(v, customerCodes));
        ValueSource status = value(layer, "status", v -> v.word(ClaimStatus.class, "status"));
        ValueSource validFrom = value(layer, "valid_from", YamlNode::date);
        ValueSource validTo = value(layer, "valid_to", YamlNode::date);
        checkPeriod(layer, validFrom, validTo);
        Evidence evidence = layer.word("evidence", Evidence.class, Evidence.DECLARED);
        String householdId = layer.column("household_id");
        String geometry = layer.column("geometry");
        YamlNode geometryNode = layer.find("geometry");
        if (householdId != null && geometryNode != null) {
            geometryNode.fault(
                    "geometry stands beside household_id; accepted: geometry for areas, household_id for a list");
        }
        if (source == null || operator == null || technology == null) {
            return Optional.empty();
        }
        return Optional.of(new ClaimInput(
                source,
                householdId,
                geometry,
                operator,
                technology,
                technologyCodes,
                down,
                up,
                latency,
                signal,
                environment,
                customer,
                customerCodes,
                status,
                validFrom,
                validTo,
                evidence));
    }

    /** A column, or a fixed value that passes the check; null where the layer lacks the key, and with a fault. */
    private static @Nullable ValueSource value(YamlMapping layer, String key, Consumer<YamlNode> check) {
        YamlNode node = layer.find(key);
        if (node == null) {
            return null;
        }
        if (!node.isMapping()) {
            String column = node.text(KeyType.COLUMN_OR_VALUE.accepts());
            return column == null ? null : new ValueSource.Column(column);
        }
        YamlMapping fixed = node.section(Section.FIXED);
        YamlNode value = fixed == null ? null : fixed.find("value");
        if (value == null) {
            return null;
        }
        String text = value.text("text, a number or a date");
        if (text == null) {
            return null;
        }
        check.accept(value);
        return new ValueSource.Fixed(text);
    }

    private static void checkTechnology(YamlNode value, CodeScheme codes) {
        switch (codes) {
            case NAMES -> technology(value);
            case FCC -> {
                String accepts = IntStream.rangeClosed(0, 999)
                        .filter(code -> Technology.findByFccCode(code).isPresent())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
                value.interpreted(
                        "FCC code of a technology",
                        accepts,
                        text -> text.matches("\\d{1,3}")
                                ? Technology.findByFccCode(Integer.parseInt(text))
                                        .orElse(null)
                                : null);
            }
        }
    }

    /** A technology by name; null with a fault. */
    static @Nullable Technology technology(YamlNode value) {
        return value.interpreted(
                "technology", TECHNOLOGIES, text -> Technology.findByName(text).orElse(null));
    }

    private static void checkCustomer(YamlNode value, CodeScheme codes) {
        switch (codes) {
            case NAMES -> value.word(Customer.class, "customer");
            case FCC ->
                value.interpreted(
                        "FCC code of a customer",
                        String.join(", ", FCC_CUSTOMERS),
                        text -> FCC_CUSTOMERS.contains(text) ? text : null);
        }
    }

    private static void checkPeriod(YamlMapping layer, @Nullable ValueSource from, @Nullable ValueSource to) {
        YamlNode end = layer.find("valid_to");
        if (from instanceof ValueSource.Fixed first && to instanceof ValueSource.Fixed last && end != null) {
            Optional<LocalDate> firstDay = YamlNode.findDate(first.text());
            Optional<LocalDate> lastDay = YamlNode.findDate(last.text());
            if (firstDay.isPresent() && lastDay.isPresent() && lastDay.get().isBefore(firstDay.get())) {
                end.fault("valid_to " + last.text() + " is before valid_from " + first.text()
                        + "; accepted: the same day or a later one");
            }
        }
    }
}
