package org.phusong.geodata.crs;

/**
 * A coordinate reference system that cannot be used, or coordinates that cannot be taken to another one. The message is one
 * sentence for the user: what could not be done, the offending value, what would be accepted.
 */
public final class CrsException extends RuntimeException {

    CrsException(String message) {
        super(message);
    }

    CrsException(String message, Throwable cause) {
        super(message, cause);
    }
}
