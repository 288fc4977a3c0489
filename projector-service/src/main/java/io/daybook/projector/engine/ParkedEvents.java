package io.daybook.projector.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The parked events of a view in Postgres. */
final class ParkedEvents implements ParkedEventOperations {

    private final DataSource dataSource;
    private final BatchProjector projection;
    private final int batchMax;
    private final ParkedStore store = new ParkedStore();

    ParkedEvents(DataSource dataSource, BatchProjector projection, int batchMax) {
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

    @Override
    public long count() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.count(connection);
        }
    }

    @Override
    public List<ParkedStore.Parked> list(long afterNumber, int rowsMax) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.list(connection, afterNumber, rowsMax);
        }
    }

    @Override
    public Optional<Retried> retry(UUID streamId) throws SQLException {
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

    @Override
    public List<UUID> failedStreams() throws SQLException {
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
