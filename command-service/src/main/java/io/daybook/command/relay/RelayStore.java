package io.daybook.command.relay;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.events.EventRow;
import io.daybook.events.MacRange;
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
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The log as the relay sees it, through the one connection that makes this instance the active relay: when the connection
 * is lost, so is the lock, and nothing more can be read or written through it.
 */
final class RelayStore implements AutoCloseable {

    /** Any number will do, as long as every instance asks for the same: "daybook" in ASCII. */
    private static final long LOCK_KEY = 0x00_64_61_79_62_6f_6f_6bL;

    private static final Duration LOOK_UP_EVERY = Duration.ofMillis(100);

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

    private static final String ADVANCE_SIGNED = """
            update relay_checkpoint
            set position = ?,
                mac_to   = ?
            """;

    /** Events that were published after the last one with a MAC have none. */
    private static final String BEGIN_SIGNING = """
            update relay_checkpoint
            set mac_from = case
                               when mac_to = position then mac_from
                               else position + 1
                           end,
                mac_keys = case
                               when mac_to = position then array_remove(mac_keys, signing.key) || signing.key
                               else array[signing.key]
                           end,
                mac_to   = position
            from (values (?::text)) as signing (key)
            returning mac_from,
                      mac_keys
            """;

    private static final String MAC_RANGE = """
            select mac_from,
                   mac_keys
            from relay_checkpoint
            """;

    private static final String EVENTS_AFTER = """
            select *
            from events
            where position > ?
            order by position
            limit ?
            """;

    private static final String TAKE_UP_REPLAY = """
            update relay_replays
            set mac_key = case
                              when mac_key = signing.key or position = from_position - 1 then signing.key
                          end
            from (values (?::text)) as signing (key)
            where state = 'RUNNING'
            returning replay_id,
                      from_position,
                      position,
                      mac_key
            """;

    private static final String ADVANCE_REPLAY = """
            update relay_replays
            set position = ?
            where replay_id = ?
              and state = 'RUNNING'
            """;

    private static final String COMPLETE_REPLAY = """
            with completed as (
                update relay_replays
                set state       = 'COMPLETED',
                    finished_at = now()
                where replay_id = ?
                  and state = 'RUNNING'
                returning from_position,
                          mac_key
            )
            update relay_checkpoint
            set mac_from = completed.from_position,
                mac_keys = array[completed.mac_key]
            from completed
            where completed.mac_key is not null
              and completed.from_position <= mac_from
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
     * @param fromPosition the first position that is published again
     * @param position up to where the log has been published again
     * @param macKey the id of the key with which every event of it is published; null if there is no such key
     */
    record ReplayUnderWay(
            long replayId,
            long fromPosition,
            long position,
            @Nullable String macKey) {}

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

    /** The same where every event since the last note was published with a MAC. */
    void advanceSigned(long position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADVANCE_SIGNED)) {
            statement.setLong(1, position);
            statement.setLong(2, position);
            statement.executeUpdate();
        }
    }

    /** Notes that events are published with MACs of that key from the checkpoint on; the part of the topic that has MACs. */
    MacRange beginSigning(String keyId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN_SIGNING)) {
            statement.setString(1, keyId);
            return range(statement);
        }
    }

    /** The part of the topic that has MACs, where they are on. */
    MacRange macRange() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MAC_RANGE)) {
            return range(statement);
        }
    }

    private static MacRange range(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The table relay_checkpoint has lost its row.");
            }
            return new MacRange(row.getLong("mac_from"), List.of((String[])
                    row.getArray("mac_keys").getArray()));
        }
    }

    /**
     * The replay that is under way, if there is one.
     *
     * @param keyId the id of the key with which what is left of it is published; null if without MACs
     */
    Optional<ReplayUnderWay> takeUpReplay(@Nullable String keyId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_UP_REPLAY)) {
            statement.setString(1, keyId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new ReplayUnderWay(
                                row.getLong("replay_id"),
                                row.getLong("from_position"),
                                row.getLong("position"),
                                row.getString("mac_key")))
                        : Optional.empty();
            }
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

    /** Notes that a replay is done, and so which part of the topic has MACs. */
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
                    events.add(EventRow.read(rows));
                }
            }
            return events;
        }
    }

    /** Sleeps until something is appended, or that long, or until nobody wants it any more. */
    void awaitAppend(Duration atMost, BooleanSupplier isWanted) throws SQLException {
        PGConnection notified = connection.unwrap(PGConnection.class);
        long left = atMost.toMillis();
        // In slices, as nothing wakes whoever waits for the database: a relay that is stopped would sleep on.
        while (left > 0 && isWanted.getAsBoolean()) {
            int slice = (int) Math.min(left, LOOK_UP_EVERY.toMillis());
            if (notified.getNotifications(slice).length > 0) {
                return;
            }
            left -= slice;
        }
    }

    @Override
    public void close() {
        // Ends the session for good: back in the pool, the connection would keep the lock.
        pool.evictConnection(connection);
    }
}
