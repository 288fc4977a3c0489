package io.daybook.command.relay;

import io.daybook.command.log.RecordedEvents;
import io.daybook.events.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * The log as the relay sees it, through the one connection that makes this instance the active relay: when the connection
 * is lost, so is the lock, and nothing more can be read or noted through it.
 */
final class RelayStore implements AutoCloseable {

    /** Any number will do, as long as every instance asks for the same: "daybook" in ASCII. */
    private static final long LOCK_KEY = 0x00_64_61_79_62_6f_6f_6bL;

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(?)
            """;

    private static final String LISTEN = """
            listen daybook_log
            """;

    private static final String CHECKPOINT = """
            select position
            from relay_checkpoint
            """;

    private static final String ADVANCE = """
            update relay_checkpoint
            set position = ?
            """;

    private static final String EVENTS_AFTER = """
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata,
                   hash
            from events
            where position > ?
            order by position
            limit ?
            """;

    private final Connection connection;

    /** Takes over the connection; every statement commits by itself. */
    RelayStore(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(true);
    }

    /** Becomes the active relay, unless another instance is. From then on every commit to the log wakes this one. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setLong(1, LOCK_KEY);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(LISTEN);
        }
        return true;
    }

    /** Up to where the log has been published. */
    long checkpoint() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The table relay_checkpoint has lost its row.");
            }
            return row.getLong(1);
        }
    }

    /** Notes up to where the log has been published. */
    void advance(long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, position);
            statement.executeUpdate();
        }
    }

    /** The next events after that position, in order. */
    List<RecordedEvent> read(long afterPosition, int max) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENTS_AFTER)) {
            statement.setLong(1, afterPosition);
            statement.setInt(2, max);
            var events = new ArrayList<RecordedEvent>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(RecordedEvents.read(rows));
                }
            }
            return events;
        }
    }

    /** Sleeps until something is appended, or that long. */
    void awaitAppend(Duration atMost) throws SQLException {
        connection.unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
    }

    @Override
    public void close() throws SQLException {
        // Ends the session for good: a pooled connection would take the lock back into the pool.
        connection.abort(Runnable::run);
        connection.close();
    }
}
