package io.daybook.command.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.command.log.EventTable;
import io.daybook.events.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/**
 * The log as the relay sees it, through the one connection that makes this instance the active relay: when the connection
 * is lost, so is the lock, and nothing more can be read or written through it.
 */
final class RelayStore implements AutoCloseable {

    /** Any number will do, as long as every instance asks for the same: "daybook" in ASCII. */
    private static final long LOCK_KEY = 0x00_64_61_79_62_6f_6f_6bL;

    private static final String TRY_LOCK = """
            select pg_try_advisory_lock(?) as is_locked
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
            select *
            from events
            where position > ?
            order by position
            limit ?
            """;

    private static final String REPLAY_UNDER_WAY = """
            select replay_id,
                   position
            from relay_replays
            where state = 'RUNNING'
            """;

    private static final String ADVANCE_REPLAY = """
            update relay_replays
            set position = ?
            where replay_id = ?
              and state = 'RUNNING'
            """;

    private static final String COMPLETE_REPLAY = """
            update relay_replays
            set state       = 'COMPLETED',
                finished_at = now()
            where replay_id = ?
              and state = 'RUNNING'
            """;

    private static final String REPLAY_EVERYTHING = """
            insert into relay_replays (state, from_position, position, actor, reason)
            values ('RUNNING', 1, 0, 'relay', 'The topic was missing.')
            on conflict (state) where state = 'RUNNING' do update
            set from_position = excluded.from_position,
                position      = excluded.position
            """;

    private static final String FIRST_UNKNOWN = """
            select published.position,
                   published.event_id
            from unnest(?::bigint[], ?::uuid[]) as published (position, event_id)
            left join events on events.position = published.position
                            and events.event_id = published.event_id
            where events.position is null
            order by published.position
            limit 1
            """;

    private final HikariDataSource pool;
    private final Connection connection;

    /**
     * An event as the topic has it.
     *
     * @param position its place in the log
     * @param eventId its id
     */
    record PublishedEvent(long position, UUID eventId) {}

    /**
     * A replay that is not done.
     *
     * @param replayId names it
     * @param position up to where the log has been published again
     */
    record ReplayUnderWay(long replayId, long position) {}

    /** Takes a connection of the pool, for itself; every statement commits by itself. */
    RelayStore(DataSource dataSource) throws SQLException {
        this.pool = dataSource.unwrap(HikariDataSource.class);
        this.connection = pool.getConnection();
        connection.setAutoCommit(true);
    }

    /** Becomes the active relay, unless another instance is. From then on every commit to the log wakes this one. */
    boolean tryLock() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TRY_LOCK)) {
            statement.setLong(1, LOCK_KEY);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || !row.getBoolean("is_locked")) {
                    return false;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(LISTEN);
        }
        return true;
    }

    /** Position up to which the log has been published. */
    long checkpoint() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CHECKPOINT);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The table relay_checkpoint has lost its row.");
            }
            return row.getLong("position");
        }
    }

    /** Notes up to where the log has been published. */
    void advance(long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
            statement.setLong(1, position);
            statement.executeUpdate();
        }
    }

    /** The replay that is under way, if there is one. */
    Optional<ReplayUnderWay> replayUnderWay() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REPLAY_UNDER_WAY);
                ResultSet row = statement.executeQuery()) {
            return row.next()
                    ? Optional.of(new ReplayUnderWay(row.getLong("replay_id"), row.getLong("position")))
                    : Optional.empty();
        }
    }

    /** Notes up to where a replay has come; false if it is not under way any more. */
    boolean advanceReplay(long replayId, long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE_REPLAY)) {
            statement.setLong(1, position);
            statement.setLong(2, replayId);
            return statement.executeUpdate() > 0;
        }
    }

    /** Notes that a replay is done. */
    void completeReplay(long replayId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COMPLETE_REPLAY)) {
            statement.setLong(1, replayId);
            statement.executeUpdate();
        }
    }

    /** Asks for a replay of the whole log; one that is under way begins again at the first event. */
    void replayEverything() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(REPLAY_EVERYTHING);
        }
    }

    /** The first of these events that is not in the log, if there is one. */
    Optional<PublishedEvent> firstUnknown(List<PublishedEvent> published) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIRST_UNKNOWN)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint",
                            published.stream().map(PublishedEvent::position).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid",
                            published.stream().map(PublishedEvent::eventId).toArray()));
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new PublishedEvent(row.getLong("position"), row.getObject("event_id", UUID.class)))
                        : Optional.empty();
            }
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
                    events.add(EventTable.read(rows));
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
    public void close() {
        // Ends the session for good: back in the pool, the connection would keep the lock.
        pool.evictConnection(connection);
    }
}
