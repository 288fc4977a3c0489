package io.daybook.projector.engine.parking;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The parked events of one view, for operators: to look at, and to try again after a fix. */
public interface ParkedEventOperations {

    /** Counts the parked events, those that wait included. */
    long count() throws SQLException;

    /** The events that failed, and the first after each gap in a stream, in the order in which they were parked. */
    List<ParkedEvent> list(long afterNumber, int rowsMax) throws SQLException;

    /** Applies a stream's parked events in its order until one fails again; nothing if none is parked. */
    Optional<RetryResult> retry(UUID streamId) throws SQLException;

    /** Streams with an event that failed, in the order in which they were parked. */
    List<UUID> failedStreams() throws SQLException;

    /**
     * Applies the parked events of every stream that has one that failed, as {@link #retry} does for one stream.
     *
     * @return result of the retry; of what is left, the first error
     */
    default RetryResult retryAll() throws SQLException {
        int applied = 0;
        String error = null;
        for (UUID streamId : failedStreams()) {
            Optional<RetryResult> retried = retry(streamId);
            if (retried.isPresent()) {
                applied += retried.get().applied();
                error = error == null ? retried.get().error() : error;
            }
        }
        return new RetryResult(applied, count(), error);
    }
}
