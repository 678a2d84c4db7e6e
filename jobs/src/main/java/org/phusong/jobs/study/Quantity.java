package org.phusong.jobs.study;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** The numbers of a study file, each with its range. */
enum Quantity {
    SPEED_MBPS("0", "1e12", "a speed in Mbit/s, at least 0"),
    LATENCY_MS("0", "1e12", "a latency in ms, at least 0"),
    /** RSRP is reported from -156 to -31 dBm (3GPP TS 38.133); a positive signal is a forgotten minus sign. */
    SIGNAL_DBM("-300", "0", "a signal in dBm from -300 to 0, such as -105"),
    SHARE("0", "1", "a share from 0 to 1, such as 0.95");

    // Bounded, so that no text expands into a number of a billion digits.
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

    private final BigDecimal least;
    private final BigDecimal greatest;
    private final String accepts;

    Quantity(String least, String greatest, String accepts) {
        this.least = new BigDecimal(least);
        this.greatest = new BigDecimal(greatest);
        this.accepts = accepts;
    }

    /** The end of the sentence "accepted: …". */
    String accepts() {
        return accepts;
    }

    /** The number exactly as written; empty for other text and for a number out of range. */
    Optional<BigDecimal> parse(String text) {
        return decimal(text).filter(n -> n.compareTo(least) >= 0 && n.compareTo(greatest) <= 0);
    }

    /** A decimal number of any range, exactly as written; empty for other text, and for NaN and infinity. */
    static Optional<BigDecimal> decimal(String text) {
        return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
}
