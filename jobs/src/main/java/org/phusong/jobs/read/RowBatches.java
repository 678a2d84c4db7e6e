package org.phusong.jobs.read;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Households read row by row: any format, any condition, any type of column. */
final class RowBatches implements HouseholdBatches {

    private final RecordFile open;
    private final RowOutcomes outcomes;
    private boolean ended;

    RowBatches(RecordFile open, RowOutcomes outcomes) {
        this.open = open;
        this.outcomes = outcomes;
    }

    @Override
    public boolean next(HouseholdBatch batch) throws IOException {
        batch.clear();
        while (!ended && batch.hasRoomFor(1)) {
            @Nullable VerbatimRecord record = open.next();
            if (record == null) {
                ended = true;
                break;
            }
            batch.take(outcomes.of(record), outcomes.wardNumbers());
        }
        return !batch.isEmpty();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
