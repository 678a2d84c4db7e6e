package org.phusong.geodata.claim;

import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All that a claim says besides where: claims of one class are interchangeable, and their overlaps do not matter.
 *
 * <p>Immutable. The natural order is by attribute in the order of the components, nulls first, text by code point and numbers by value:
 * class ids are numbered by it.
 *
 * @param operator name after aliases, NFC
 * @param technology as filed
 * @param downMbps download speed in Mbit/s, at least 0; null when not filed
 * @param upMbps upload speed in Mbit/s, at least 0; null when not filed
 * @param latencyMs round trip in milliseconds, at least 0; null when not filed
 * @param signalDbm floor of the received signal (RSRP, SS-RSRP for NR) in dBm; null when not filed
 * @param environment never null for a mobile technology, always null for any other
 * @param customer who can order
 * @param status how far the service has come
 * @param evidence what the claim rests on
 */
public record ClaimClass(
        String operator,
        Technology technology,
        @Nullable Double downMbps,
        @Nullable Double upMbps,
        @Nullable Double latencyMs,
        @Nullable Double signalDbm,
        @Nullable Environment environment,
        Customer customer,
        ClaimStatus status,
        Evidence evidence)
        implements Comparable<ClaimClass> {

    private static final Comparator<Double> NUMBERS = Comparator.nullsFirst(Comparator.naturalOrder());
    private static final Comparator<ClaimClass> ORDER = Comparator.comparing(
                    ClaimClass::operator, CodePointOrder.INSTANCE)
            .thenComparing(c -> c.technology().name())
            .thenComparing(ClaimClass::downMbps, NUMBERS)
            .thenComparing(ClaimClass::upMbps, NUMBERS)
            .thenComparing(ClaimClass::latencyMs, NUMBERS)
            .thenComparing(ClaimClass::signalDbm, NUMBERS)
            .thenComparing(
                    c -> c.environment() == null ? null : text(c.environment()),
                    Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(c -> text(c.customer()))
            .thenComparing(c -> text(c.status()))
            .thenComparing(c -> text(c.evidence()));

    public ClaimClass {
        // A mobile claim without environment is outdoor; the attribute says nothing about other technologies.
        if (!technology.isMobile()) {
            environment = null;
        } else if (environment == null) {
            environment = Environment.OUTDOOR;
        }
        // -0.0 and 0.0 are one speed and must be one class.
        downMbps = withoutNegativeZero(downMbps);
        upMbps = withoutNegativeZero(upMbps);
        latencyMs = withoutNegativeZero(latencyMs);
        signalDbm = withoutNegativeZero(signalDbm);
    }

    private static @Nullable Double withoutNegativeZero(@Nullable Double value) {
        return value != null && value == 0 ? Double.valueOf(0) : value;
    }

    /** The word that study files and tables use for a closed value: its name in lower case. */
    public static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(ClaimClass other) {
        return ORDER.compare(this, other);
    }
}
