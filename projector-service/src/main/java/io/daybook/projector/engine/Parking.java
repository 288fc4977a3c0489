package io.daybook.projector.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The parked events of one view, for operators: to look at, and to try again after a fix. */
interface Parking {

    /** How many events are parked, those that wait included. */
    long count() throws SQLException;

    /** The events that failed, and the first after each gap in a stream, in the order in which they were parked. */
    List<ParkedStore.Parked> list(long afterNumber, int rowsMax) throws SQLException;

    /** Applies a stream's parked events in its order until one fails again; nothing if none is parked. */
    Optional<ParkedEvents.Retried> retry(UUID streamId) throws SQLException;
}
