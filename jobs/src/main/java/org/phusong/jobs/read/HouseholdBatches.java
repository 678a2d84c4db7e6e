package org.phusong.jobs.read;

import java.io.IOException;

/** The households of a piece of a file, batch after batch. Not thread-safe. */
public interface HouseholdBatches extends AutoCloseable {

    /**
     * Fills the batch anew.
     *
     * @return false when nothing is left; the batch is then empty
     * @throws InputException when the file cannot be read any further
     */
    boolean next(HouseholdBatch batch) throws IOException;

    @Override
    void close() throws IOException;
}
