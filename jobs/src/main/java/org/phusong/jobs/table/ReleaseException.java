package org.phusong.jobs.table;

/** A release that cannot be found or read. Exit code 3. */
public final class ReleaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message one short paragraph: what could not be done, on which folder or file, what would be accepted */
    public ReleaseException(String message) {
        super(message);
    }

    /**
     * @param message as above
     * @param cause shown with {@code --debug} only
     */
    public ReleaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
