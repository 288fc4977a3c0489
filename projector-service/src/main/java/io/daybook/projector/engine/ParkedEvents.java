package io.daybook.projector.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The parked events of one view, for operators: to look at, and to try again after a fix. */
final class ParkedEvents {

    /** Of a stream that somebody else has retried meanwhile. */
    private static final Retried NOTHING = new Retried(0, new ParkedStore.OfStream(0, null));

    private final DataSource dataSource;
    private final Projection projection;
    private final int batchMax;
    private final ParkedStore store = new ParkedStore();

    ParkedEvents(DataSource dataSource, Projection projection, int batchMax) {
        this.dataSource = dataSource;
        this.projection = projection;
        this.batchMax = batchMax;
    }

    /**
     * What a retry has done.
     *
     * @param applied how many events are in the view now that were parked
     * @param left what still is
     */
    record Retried(int applied, ParkedStore.OfStream left) {}

    long count() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.count(connection);
        }
    }

    /** The events that failed, and the first after each gap in a stream, in the order in which they were parked. */
    List<ParkedStore.Parked> list(long afterNumber, int rowsMax) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.list(connection, afterNumber, rowsMax);
        }
    }

    /** Applies a stream's parked events in its order until one fails again; nothing if none is parked. */
    Optional<Retried> retry(UUID streamId) throws SQLException {
        if (ofStream(streamId).events() == 0) {
            return Optional.empty();
        }
        int applied = 0;
        int last;
        do {
            last = projection.applyParked(streamId, batchMax);
            applied += last;
        } while (last == batchMax);
        return Optional.of(new Retried(applied, ofStream(streamId)));
    }

    /**
     * Applies the parked events of every stream that has one that failed, as {@link #retry} does for one stream.
     *
     * @return what was done; of what is left, the first error
     */
    Retried retryAll() throws SQLException {
        int applied = 0;
        String error = null;
        for (UUID streamId : failedStreams()) {
            Retried retried = retry(streamId).orElse(NOTHING);
            applied += retried.applied();
            error = error == null ? retried.left().error() : error;
        }
        return new Retried(applied, new ParkedStore.OfStream(count(), error));
    }

    private List<UUID> failedStreams() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.failedStreams(connection);
        }
    }

    private ParkedStore.OfStream ofStream(UUID streamId) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.ofStream(connection, streamId);
        }
    }
}
