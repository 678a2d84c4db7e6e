package org.phusong.jobs.read;

import java.io.Serializable;

/**
 * A column of a file, as the file has it.
 *
 * @param name exactly as written
 * @param type what its values are
 */
public record Column(String name, Type type) implements Serializable {

    /** Types of values and the Java class that carries them in a {@link VerbatimRecord}. */
    public enum Type {
        /** {@link String}. */
        TEXT,
        /** {@link Boolean}. */
        BOOLEAN,
        /** {@link Long}. */
        INTEGER,
        /** {@link Double}. */
        DOUBLE,
        /** {@link java.math.BigDecimal}. */
        DECIMAL,
        /** {@link java.time.LocalDate}. */
        DATE,
        /** {@link java.time.LocalDateTime}: without zone, as filed. */
        TIMESTAMP
    }
}
