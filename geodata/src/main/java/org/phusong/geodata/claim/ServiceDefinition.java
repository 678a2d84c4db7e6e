package org.phusong.geodata.claim;

import java.util.List;
import java.util.Map;

/**
 * A definition of "served": any of its conditions.
 *
 * @param name key of the service, {@code [a-z][a-z0-9_]*}
 * @param title what people read, by language ({@code en}, {@code vi}); may be empty
 * @param anyOf the ways to be served, at least one
 */
public record ServiceDefinition(String name, Map<String, String> title, List<Condition> anyOf) {

    public ServiceDefinition {
        title = Map.copyOf(title);
        anyOf = List.copyOf(anyOf);
        if (anyOf.isEmpty()) {
            throw new IllegalArgumentException("Service " + name + " needs at least one condition");
        }
    }

    /** True when a claim of this class serves the households it reaches. */
    public boolean isMetBy(ClaimClass claim) {
        return anyOf.stream().anyMatch(c -> c.isMetBy(claim));
    }
}
