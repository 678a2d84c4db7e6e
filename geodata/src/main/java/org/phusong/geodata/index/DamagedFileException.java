package org.phusong.geodata.index;

import java.io.IOException;

/** A file of arrays that is not as it was written, is of another version, or belongs to other inputs. */
public final class DamagedFileException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * @param reason such as {@code it is cut short}
     */
    public DamagedFileException(String reason) {
        super(reason);
    }

    /**
     * @param reason such as {@code it is cut short}
     * @param cause how it showed
     */
    public DamagedFileException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
