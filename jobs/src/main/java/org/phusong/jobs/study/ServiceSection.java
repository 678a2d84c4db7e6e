package org.phusong.jobs.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.claim.Technology;

/** Reads the section {@code services}: the definitions of "served". */
final class ServiceSection {

    /** The end of the sentence "accepted: …" for the section as a whole. */
    static final String ACCEPTS = "a map of services, such as {broadband: {any_of: [{technology: FTTH}]}}";

    private ServiceSection() {}

    /** The definitions in the order of the file; those with faults are left out. */
    static List<ServiceDefinition> services(YamlMapping mapping, OperatorBook operators) {
        List<ServiceDefinition> services = new ArrayList<>();
        if (mapping.values().isEmpty()) {
            mapping.self().fault("no service is defined; accepted: at least one");
        }
        mapping.values().forEach((name, value) -> {
            boolean wellFormed = ColumnNames.isWellFormed(name, mapping.key(name));
            YamlMapping definition = value.section(Section.SERVICES);
            if (definition == null) {
                return;
            }
            List<Condition> anyOf = anyOf(definition.find("any_of"), operators);
            if (wellFormed && !anyOf.isEmpty()) {
                services.add(new ServiceDefinition(name, definition.titles(), anyOf));
            } else {
                definition.titles();
            }
        });
        return services;
    }

    private static List<Condition> anyOf(@Nullable YamlNode node, OperatorBook operators) {
        List<Condition> conditions = new ArrayList<>();
        if (node != null) {
            for (YamlNode item : node.someItems("a list of at least one condition, such as {technology: FTTH}")) {
                condition(item, operators).ifPresent(conditions::add);
            }
        }
        return conditions;
    }

    private static Optional<Condition> condition(YamlNode node, OperatorBook operators) {
        YamlMapping keys = node.section(Section.CONDITION);
        if (keys == null) {
            return Optional.empty();
        }
        Set<Technology> technologies = EnumSet.noneOf(Technology.class);
        for (YamlNode item : items(keys, "technology", ClaimSection.TECHNOLOGIES)) {
            Technology technology = ClaimSection.technology(item);
            if (technology != null) {
                technologies.add(technology);
            }
        }
        Set<String> names = new TreeSet<>(CodePointOrder.INSTANCE);
        for (YamlNode item : items(keys, "operators", "names of operators")) {
            String name = OperatorSections.checkName(item);
            if (name != null) {
                names.add(operators.nameOf(name));
            }
        }
        YamlNode environment = keys.find("environment");
        return Optional.of(new Condition(
                technologies,
                keys.decimal("min_down_mbps", Quantity.SPEED_MBPS),
                keys.decimal("min_up_mbps", Quantity.SPEED_MBPS),
                keys.decimal("max_latency_ms", Quantity.LATENCY_MS),
                keys.decimal("min_signal_dbm", Quantity.SIGNAL_DBM),
                environment == null ? null : environment.word(Environment.class, "environment"),
                customers(keys),
                statuses(keys),
                names));
    }

    /** Residential asks for claims to residential customers or to both: a claim for both can be ordered by either. */
    private static Set<Customer> customers(YamlMapping keys) {
        Set<Customer> customers = EnumSet.noneOf(Customer.class);
        for (YamlNode item : items(keys, "customer", "residential, business, both")) {
            Customer customer = item.word(Customer.class, "customer");
            if (customer != null) {
                Collections.addAll(customers, customer, Customer.BOTH);
            }
        }
        return customers.isEmpty() ? Condition.DEFAULT_CUSTOMERS : customers;
    }

    private static Set<ClaimStatus> statuses(YamlMapping keys) {
        Set<ClaimStatus> statuses = EnumSet.noneOf(ClaimStatus.class);
        for (YamlNode item : items(keys, "status", "available, connected, passed, planned")) {
            ClaimStatus status = item.word(ClaimStatus.class, "status");
            if (status != null) {
                statuses.add(status);
            }
        }
        return statuses.isEmpty() ? Condition.DEFAULT_STATUSES : statuses;
    }

    private static List<YamlNode> items(YamlMapping keys, String key, String accepts) {
        YamlNode node = keys.find(key);
        return node == null ? List.of() : node.itemOrSomeItems(accepts);
    }
}
