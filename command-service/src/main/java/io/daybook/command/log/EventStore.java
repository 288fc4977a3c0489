package io.daybook.command.log;

import static io.daybook.command.log.SqlArrays.array;
import static io.daybook.command.log.SqlArrays.byteaArray;

import io.daybook.command.decision.CustomerAccount;
import io.daybook.command.log.CommandEnvelope.EarlierForm;
import io.daybook.events.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The SQL of the log: a few statements, each for a whole batch. Every call is part of the caller's transaction. */
final class EventStore {

    private static final int FETCH_SIZE_ROWS = 2_000;

    /** The clock is read once the lock is held: the time of waiting for it does not count. */
    private static final String LOCK_HEAD = """
            with locked as (
                select position,
                       hash,
                       recorded_at
                from log_head
                for update
            )
            select position,
                   hash,
                   recorded_at,
                   clock_timestamp() as now
            from locked
            """;

    private static final String EVENTS_FROM = """
            select position,
                   hash,
                   stream_id,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date
            from events
            where position >= ?
            order by position
            """;

    private static final String STREAM_TAILS = """
            select e.stream_id,
                   e.event_id,
                   e.type,
                   e.schema_version,
                   e.payload,
                   e.effective_date
            from unnest(?::uuid[], ?::bigint[]) as wanted(stream_id, after_version)
            join events e
              on e.stream_id = wanted.stream_id
             and e.stream_version > wanted.after_version
            order by e.stream_id,
                     e.stream_version
            """;

    private static final String CAUSED = """
            select causation_id,
                   type,
                   schema_version,
                   payload
            from events
            where causation_id = any (?::uuid[])
            order by position
            """;

    /** Both conditions are those of indexes. */
    private static final String ACCOUNTS = """
            select opened.payload #>> '{holder,customerId}' as customer_id,
                   opened.stream_id,
                   closed.effective_date as closed_on
            from events opened
            left join events closed
              on closed.stream_id = opened.stream_id
             and closed.type = 'AccountClosed'
            where opened.type = 'AccountOpened'
              and opened.payload #>> '{holder,customerId}' = any (?::text[])
            order by opened.position
            """;

    private static final String SNAPSHOTS = """
            select stream_id,
                   stream_version,
                   shape,
                   state
            from snapshots
            where stream_id = any (?::uuid[])
            """;

    /**
     * Each key by itself, in both of its forms, which are neighbours in the index, and no more than one row for each, so that
     * there is one way to go: by the index. A plan that is made
     * while the table is small, and kept, would read all of it for each batch until Postgres has counted its rows. The array
     * come out of queries so that Postgres guesses the same length for every batch: with the parameter's own, a plan for a few
     * keys would always seem better than the one that is kept, and would be made anew for each small batch, which takes as
     * long as to run it.
     */
    private static final String ANSWERS = """
            select c.idempotency_key,
                   c.fingerprint,
                   c.refusal,
                   e.position,
                   e.stream_id,
                   e.stream_version,
                   e.event_id,
                   e.type,
                   e.correlation_id,
                   e.actor
            from unnest(array(select unnest(?::text[])), array(select unnest(?::text[])))
              as wanted (idempotency_key, earlier)
            cross join lateral (
                select known.idempotency_key,
                       known.fingerprint,
                       known.refusal,
                       known.first_position,
                       known.last_position
                from commands known
                where known.idempotency_key = any (array[wanted.idempotency_key, wanted.earlier])
                limit 2
            ) as c
            left join events e
              on e.position between c.first_position and c.last_position
            order by c.idempotency_key,
                     e.position
            """;

    private static final String REMEMBER_ANSWERS = """
            insert into commands (idempotency_key, fingerprint, first_position, last_position, refusal, answered_at)
            select idempotency_key,
                   fingerprint,
                   first_position,
                   last_position,
                   refusal::json,
                   ?
            from unnest(?::text[], ?::bytea[], ?::bigint[], ?::bigint[], ?::text[])
              as new (idempotency_key, fingerprint, first_position, last_position, refusal)
            """;

    private static final String SAVE_SNAPSHOTS = """
            insert into snapshots (stream_id, stream_version, shape, state)
            select stream_id,
                   stream_version,
                   shape,
                   state::json
            from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[])
              as new (stream_id, stream_version, shape, state)
            on conflict (stream_id) do update
            set stream_version = excluded.stream_version,
                shape          = excluded.shape,
                state          = excluded.state
            """;

    private static final String SAVE_DUE = """
            insert into due_events (event_id, stream_id, type, due_at)
            select event_id,
                   stream_id,
                   type,
                   due_at
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])
              as new (event_id, stream_id, type, due_at)
            """;

    /**
     * The head, locked.
     *
     * @param head the end of the log
     * @param now time by the database's clock
     */
    record LockedHead(Head head, Instant now) {}

    /**
     * An event that the bank has to come back to.
     *
     * @param eventId the event
     * @param streamId its stream
     * @param type its type
     * @param dueAt when
     */
    record DueEvent(UUID eventId, UUID streamId, String type, Instant dueAt) {}

    /**
     * A stored event, as far as folding it needs.
     *
     * @param streamId its stream
     * @param eventId its id
     * @param type its type
     * @param schemaVersion the version of its shape
     * @param payload its JSON
     * @param effectiveDate its value date
     */
    record StreamEvent(
            UUID streamId, UUID eventId, String type, int schemaVersion, String payload, LocalDate effectiveDate) {}

    /**
     * A stored event that another caused.
     *
     * @param causationId the other
     * @param type its type
     * @param schemaVersion the version of its shape
     * @param payload its JSON
     */
    record CausedEvent(UUID causationId, String type, int schemaVersion, String payload) {}

    /**
     * A stream of which the events after a version are wanted.
     *
     * @param streamId the stream
     * @param afterVersion the version that is known already, 0 for none
     */
    record Tail(UUID streamId, long afterVersion) {}

    /**
     * A snapshot as it is stored.
     *
     * @param streamId the stream
     * @param version the version that the state is of
     * @param snapshot the state
     */
    record StoredSnapshot(UUID streamId, long version, StreamType.Snapshot snapshot) {}

    /**
     * A key under which an answer may be remembered.
     *
     * @param key the key as it is stored
     * @param earlier the same in its earlier form, null if it has none
     */
    record WantedKey(String key, @Nullable String earlier) {

        static WantedKey of(CommandEnvelope.Idempotency idempotency) {
            EarlierForm earlier = idempotency.earlier();
            return new WantedKey(idempotency.key(), earlier == null ? null : earlier.key());
        }
    }

    /**
     * One row of a remembered answer: as many rows as the command has events, or one for a refusal.
     *
     * @param key the idempotency key
     * @param fingerprint the digest of the request
     * @param refusal the refusal's JSON, null if it was accepted
     * @param event the event, null if it was refused
     */
    record AnswerRow(
            String key,
            Fingerprint fingerprint,
            @Nullable String refusal,
            @Nullable AnswerEvent event) {}

    /**
     * An event of an accepted command.
     *
     * @param position its position
     * @param streamId its stream
     * @param streamVersion its version
     * @param eventId its id
     * @param type its type
     * @param correlationId its operation
     * @param actor who did it
     */
    record AnswerEvent(
            long position,
            UUID streamId,
            long streamVersion,
            UUID eventId,
            String type,
            UUID correlationId,
            String actor) {}

    /**
     * An answer to be remembered.
     *
     * @param idempotency under which key
     * @param firstPosition the command's first event, null if it was refused
     * @param lastPosition the command's last event, null if it was refused
     * @param refusal the refusal's JSON, null if it was accepted
     */
    record NewAnswer(
            CommandEnvelope.Idempotency idempotency,
            @Nullable Long firstPosition,
            @Nullable Long lastPosition,
            @Nullable String refusal) {}

    /** Locks the head of the log; no other instance appends until this transaction ends. */
    LockedHead lockHead(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_HEAD);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The table log_head has lost its row.");
            }
            var head = new Head(
                    row.getLong("position"),
                    Hash.of(row.getBytes("hash")),
                    row.getObject("recorded_at", OffsetDateTime.class).toInstant());
            return new LockedHead(
                    head, row.getObject("now", OffsetDateTime.class).toInstant());
        }
    }

    /**
     * Hands over every event after that position, in order, if the log is still the one whose event there has that hash.
     *
     * @return false if it is another; then nothing was handed over
     */
    boolean readAfter(Connection connection, long position, Hash hash, EventConsumer consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(EVENTS_FROM)) {
            statement.setFetchSize(FETCH_SIZE_ROWS);
            statement.setLong(1, position);
            try (ResultSet rows = statement.executeQuery()) {
                boolean isKnown = position == 0
                        || (rows.next()
                                && rows.getLong("position") == position
                                && Hash.of(rows.getBytes("hash")).equals(hash));
                if (isKnown) {
                    consume(rows, consumer);
                }
                return isKnown;
            }
        }
    }

    /** Hands over the wanted events, stream by stream, in order within each. */
    void readTails(Connection connection, Collection<Tail> tails, EventConsumer consumer) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STREAM_TAILS)) {
            statement.setFetchSize(FETCH_SIZE_ROWS);
            statement.setArray(1, array(connection, "uuid", tails, Tail::streamId));
            statement.setArray(2, array(connection, "bigint", tails, Tail::afterVersion));
            try (ResultSet rows = statement.executeQuery()) {
                consume(rows, consumer);
            }
        }
    }

    /** The events that were caused by these, oldest first. */
    List<CausedEvent> readCaused(Connection connection, Collection<UUID> causes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CAUSED)) {
            statement.setArray(1, array(connection, "uuid", causes, Function.identity()));
            var caused = new ArrayList<CausedEvent>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    caused.add(new CausedEvent(
                            rows.getObject("causation_id", UUID.class),
                            rows.getString("type"),
                            rows.getInt("schema_version"),
                            rows.getString("payload")));
                }
            }
            return caused;
        }
    }

    /** Hands over the accounts that customers ever held, oldest first. */
    void readAccounts(Connection connection, Collection<String> customers, AccountConsumer consumer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACCOUNTS)) {
            statement.setArray(1, array(connection, "text", customers, Function.identity()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(
                            rows.getString("customer_id"),
                            new CustomerAccount(
                                    rows.getObject("stream_id", UUID.class),
                                    rows.getObject("closed_on", LocalDate.class)));
                }
            }
        }
    }

    /** The snapshots that there are of these streams. */
    List<StoredSnapshot> readSnapshots(Connection connection, Collection<UUID> streamIds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SNAPSHOTS)) {
            statement.setArray(1, array(connection, "uuid", streamIds, Function.identity()));
            var snapshots = new ArrayList<StoredSnapshot>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    snapshots.add(new StoredSnapshot(
                            rows.getObject("stream_id", UUID.class),
                            rows.getLong("stream_version"),
                            new StreamType.Snapshot(rows.getString("shape"), rows.getString("state"))));
                }
            }
            return snapshots;
        }
    }

    /**
     * Reads the answers given under these keys in either form, with the rows of one key together and its events in order. A row
     * that two keys have in common as their earlier form comes twice.
     */
    List<AnswerRow> readAnswers(Connection connection, Collection<WantedKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ANSWERS)) {
            statement.setArray(1, array(connection, "text", keys, WantedKey::key));
            statement.setArray(2, array(connection, "text", keys, WantedKey::earlier));
            var answers = new ArrayList<AnswerRow>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(new AnswerRow(
                            rows.getString("idempotency_key"),
                            Fingerprint.stored(rows.getBytes("fingerprint")),
                            rows.getString("refusal"),
                            answerEvent(rows)));
                }
            }
            return answers;
        }
    }

    /** Remembers answers under their keys. */
    void rememberAnswers(Connection connection, List<NewAnswer> answers, Instant answeredAt) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER_ANSWERS)) {
            int i = 0;
            statement.setObject(++i, timestamp(answeredAt));
            statement.setArray(++i, array(connection, "text", answers, answer -> answer.idempotency()
                    .key()));
            statement.setArray(++i, byteaArray(connection, answers, answer -> answer.idempotency()
                    .fingerprint()
                    .bytes()));
            statement.setArray(++i, array(connection, "bigint", answers, NewAnswer::firstPosition));
            statement.setArray(++i, array(connection, "bigint", answers, NewAnswer::lastPosition));
            statement.setArray(++i, array(connection, "text", answers, NewAnswer::refusal));
            statement.executeUpdate();
        }
    }

    /** Puts these snapshots in the place of earlier ones. */
    void saveSnapshots(Connection connection, List<StoredSnapshot> snapshots) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAVE_SNAPSHOTS)) {
            int i = 0;
            statement.setArray(++i, array(connection, "uuid", snapshots, StoredSnapshot::streamId));
            statement.setArray(++i, array(connection, "bigint", snapshots, StoredSnapshot::version));
            statement.setArray(++i, array(connection, "text", snapshots, stored -> stored.snapshot()
                    .shape()));
            statement.setArray(++i, array(connection, "text", snapshots, stored -> stored.snapshot()
                    .state()));
            statement.executeUpdate();
        }
    }

    /** Puts these events on the table of what is due. */
    void saveDue(Connection connection, List<DueEvent> due) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SAVE_DUE)) {
            int i = 0;
            statement.setArray(++i, array(connection, "uuid", due, DueEvent::eventId));
            statement.setArray(++i, array(connection, "uuid", due, DueEvent::streamId));
            statement.setArray(++i, array(connection, "text", due, DueEvent::type));
            statement.setArray(
                    ++i, array(connection, "text", due, event -> event.dueAt().toString()));
            statement.executeUpdate();
        }
    }

    private static void consume(ResultSet rows, EventConsumer consumer) throws SQLException {
        while (rows.next()) {
            consumer.accept(new StreamEvent(
                    rows.getObject("stream_id", UUID.class),
                    rows.getObject("event_id", UUID.class),
                    rows.getString("type"),
                    rows.getInt("schema_version"),
                    rows.getString("payload"),
                    rows.getObject("effective_date", LocalDate.class)));
        }
    }

    private static @Nullable AnswerEvent answerEvent(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        return row.wasNull()
                ? null
                : new AnswerEvent(
                        position,
                        row.getObject("stream_id", UUID.class),
                        row.getLong("stream_version"),
                        row.getObject("event_id", UUID.class),
                        row.getString("type"),
                        row.getObject("correlation_id", UUID.class),
                        row.getString("actor"));
    }

    private static OffsetDateTime timestamp(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** Takes accounts one by one. */
    @FunctionalInterface
    interface AccountConsumer {
        void accept(String customerId, CustomerAccount account);
    }

    /** Takes events one by one. */
    @FunctionalInterface
    interface EventConsumer {
        void accept(StreamEvent event);
    }
}
