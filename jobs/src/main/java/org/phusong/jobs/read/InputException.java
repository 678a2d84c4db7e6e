package org.phusong.jobs.read;

import org.jspecify.annotations.Nullable;

/** A fault found on opening an input: nothing can be published. Exit code 3. */
public final class InputException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * @param message one short paragraph: what could not be done, on which file, layer, row or field, the value, what would be accepted
     */
    public InputException(String message) {
        super(message);
    }

    /**
     * @param message as above
     * @param cause shown with {@code --debug} only
     */
    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
