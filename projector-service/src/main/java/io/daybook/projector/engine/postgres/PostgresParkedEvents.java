package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.parking.ParkedEvent;
import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.parking.RetryResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The parked events of a view in Postgres. */
final class PostgresParkedEvents implements ParkedEventOperations {

    private final DataSource dataSource;
    private final BatchProjector projection;
    private final int batchMax;
    private final ParkedStore store = new ParkedStore();

    PostgresParkedEvents(DataSource dataSource, BatchProjector projection, int batchMax) {
        this.dataSource = dataSource;
        this.projection = projection;
        this.batchMax = batchMax;
    }

    @Override
    public long count() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.count(connection);
        }
    }

    @Override
    public List<ParkedEvent> list(long afterNumber, int rowsMax) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.list(connection, afterNumber, rowsMax);
        }
    }

    @Override
    public Optional<RetryResult> retry(UUID streamId) throws SQLException {
        if (ofStream(streamId).events() == 0) {
            return Optional.empty();
        }
        int applied = 0;
        int last;
        do {
            last = projection.applyParked(streamId, batchMax);
            applied += last;
        } while (last == batchMax);
        ParkedStore.OfStream left = ofStream(streamId);
        return Optional.of(new RetryResult(applied, left.events(), left.error()));
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
