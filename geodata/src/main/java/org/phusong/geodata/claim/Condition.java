package org.phusong.geodata.claim;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way to be served: a claim meets it when it meets every key that is given.
 *
 * <p>A claim that lacks a value which a key asks for does not meet it.
 *
 * @param technologies any of these or of their family members; empty for any technology
 * @param minDownMbps least download speed, Mbit/s; null for any
 * @param minUpMbps least upload speed, Mbit/s; null for any
 * @param maxLatencyMs greatest latency, milliseconds; null for any
 * @param minSignalDbm least signal floor, dBm; null for any
 * @param environment where mobile service must hold; null for any; does not apply to fixed technologies
 * @param customers who must be able to order
 * @param statuses how far the service must have come
 * @param operators any of these, after aliases; empty for any operator
 */
public record Condition(
        Set<Technology> technologies,
        @Nullable Double minDownMbps,
        @Nullable Double minUpMbps,
        @Nullable Double maxLatencyMs,
        @Nullable Double minSignalDbm,
        @Nullable Environment environment,
        Set<Customer> customers,
        Set<ClaimStatus> statuses,
        Set<String> operators) {

    /** Whom a condition without {@code customer} counts: those a household belongs to. */
    public static final Set<Customer> DEFAULT_CUSTOMERS = Set.of(Customer.RESIDENTIAL, Customer.BOTH);

    /** What a condition without {@code status} counts: service that can be had today. */
    public static final Set<ClaimStatus> DEFAULT_STATUSES = Set.of(ClaimStatus.AVAILABLE, ClaimStatus.CONNECTED);

    public Condition {
        technologies = Set.copyOf(technologies);
        customers = Set.copyOf(customers);
        statuses = Set.copyOf(statuses);
        operators = Set.copyOf(operators);
    }

    /** True when a claim of this class meets every key. */
    public boolean isMetBy(ClaimClass claim) {
        return matchesTechnology(claim.technology())
                && (operators.isEmpty() || operators.contains(claim.operator()))
                && customers.contains(claim.customer())
                && statuses.contains(claim.status())
                && atLeast(claim.downMbps(), minDownMbps)
                && atLeast(claim.upMbps(), minUpMbps)
                && atLeast(claim.signalDbm(), minSignalDbm)
                && (maxLatencyMs == null || (claim.latencyMs() != null && claim.latencyMs() <= maxLatencyMs))
                && (environment == null
                        || claim.environment() == null
                        || claim.environment().meets(environment));
    }

    /** True when a claim of this technology could meet the condition. */
    public boolean matchesTechnology(Technology claimed) {
        return technologies.isEmpty() || technologies.stream().anyMatch(t -> t.matches(claimed));
    }

    private static boolean atLeast(@Nullable Double claimed, @Nullable Double least) {
        return least == null || (claimed != null && claimed >= least);
    }
}
