package io.daybook.command.log;

import io.daybook.command.decision.AccountsOfCustomers;
import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.log.Batch.Remembered;
import io.daybook.command.log.EventStore.AnswerEvent;
import io.daybook.command.log.EventStore.AnswerRow;
import io.daybook.command.log.EventStore.CausedEvent;
import io.daybook.command.log.EventStore.LockedHead;
import io.daybook.command.log.EventStore.StoredSnapshot;
import io.daybook.command.log.EventStore.StreamEvent;
import io.daybook.command.log.EventStore.Tail;
import io.daybook.command.log.EventStore.WantedKey;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockReading;
import io.daybook.events.DomainEvent;
import io.daybook.events.EventCodec;
import io.daybook.serviceweb.DatabaseFault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends batches of commands to the log, each in one transaction under the log's head.
 *
 * <p>The path of a batch: lock the head, fold in what other instances have appended since this one last looked, recall
 * what was answered before under the same idempotency keys, load the states that are not cached, decide every command in
 * turn, insert all events in one statement together with the answers, commit. Only after the commit do the cached states
 * move on; whatever fails before leaves them as they were, so that the next batch starts from the truth in the database. A
 * commit that succeeded is told so, whatever fails after it.
 *
 * <p>Used by one thread only, that of the {@link CommandQueue}.
 */
final class Appender {

    private static final Logger LOG = LoggerFactory.getLogger(Appender.class);

    private final DataSource dataSource;
    private final EventStore store = new EventStore();
    private final EventCodec codec;
    private final StreamType streamType;
    private final Supplier<UUID> eventIds;
    private final Clock clock;
    private final ClockLimits limits;
    private final LogProperties properties;
    private final StreamCache cache;

    Appender(
            DataSource dataSource,
            EventCodec codec,
            StreamType streamType,
            Supplier<UUID> eventIds,
            Clock clock,
            ClockLimits limits,
            LogProperties properties) {
        this.dataSource = dataSource;
        this.codec = codec;
        this.streamType = streamType;
        this.eventIds = eventIds;
        this.clock = clock;
        this.limits = limits;
        this.properties = properties;
        this.cache = new StreamCache(properties.cachedStreams());
    }

    /**
     * Decides these commands in their order and appends their events.
     *
     * @return the outcomes, in the order of the commands; all of them durable
     * @throws SQLException if the log cannot be reached; if that happened while committing, it is unknown whether the batch
     *     was recorded
     * @throws ClockDeviatesException if the clocks do not agree; nothing is recorded
     * @throws RuntimeException if a command cannot be decided for a fault in the program or in the data; nothing is recorded
     */
    List<Outcome> append(List<CommandEnvelope> envelopes) throws SQLException {
        try {
            Connection connection = dataSource.getConnection();
            try {
                return append(connection, envelopes);
            } finally {
                close(connection);
            }
        } catch (SQLException e) {
            if (DatabaseFault.isConnectionLost(e)) {
                // The next connection may lead to another server, with another log.
                cache.clear();
            }
            throw e;
        }
    }

    private List<Outcome> append(Connection connection, List<CommandEnvelope> envelopes) throws SQLException {
        LockedHead locked = store.lockHead(connection);
        Head head = locked.head();
        ClockReading clocks = clocks(locked);
        catchUp(connection, head);
        var batch = new Batch(
                head,
                time(clocks),
                limits.recordedAt(clocks),
                statesOf(connection, envelopes),
                causedBy(connection, envelopes),
                accountsOf(connection, envelopes),
                remembered(connection, envelopes),
                codec,
                streamType,
                eventIds);
        List<Outcome> outcomes = envelopes.stream().map(batch::decide).toList();
        write(connection, batch);
        connection.commit();
        cache.advance(batch.position(), batch.hash(), batch.changed());
        return outcomes;
    }

    /** A connection that cannot be given back says nothing about what was committed through it. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.atWarn().setCause(e).log("A connection to the log was not closed.");
        }
    }

    private void catchUp(Connection connection, Head head) throws SQLException {
        long missed = head.position() - cache.position();
        if (missed == 0 && head.hash().equals(cache.hash())) {
            return;
        }
        boolean isWorthIt = missed > 0 && missed <= properties.catchUpMax() && !cache.isEmpty();
        if (!isWorthIt || !hasCaughtUp(connection, head)) {
            cache.restartAt(head.position(), head.hash());
        }
    }

    /** Folds in what was appended since; false if the log is not the one that the cached states are of. */
    private boolean hasCaughtUp(Connection connection, Head head) throws SQLException {
        var changed = new HashMap<UUID, VersionedState>();
        boolean isSameLog = store.readAfter(connection, cache.position(), cache.hash(), event -> {
            VersionedState known = changed.getOrDefault(event.streamId(), cache.find(event.streamId()));
            if (known != null) {
                changed.put(event.streamId(), evolved(known, event));
            }
        });
        if (isSameLog) {
            cache.advance(head.position(), head.hash(), changed);
        } else {
            LOG.atWarn()
                    .addKeyValue("position", cache.position())
                    .log("The log has another event where this instance knew the last; it begins anew from the log.");
        }
        return isSameLog;
    }

    private Map<UUID, VersionedState> statesOf(Connection connection, List<CommandEnvelope> envelopes)
            throws SQLException {
        var states = new HashMap<UUID, VersionedState>();
        var missing = new LinkedHashMap<UUID, VersionedState>();
        for (CommandEnvelope envelope : envelopes) {
            for (UUID streamId : envelope.command().streams()) {
                VersionedState cached = cache.find(streamId);
                if (cached == null) {
                    missing.put(streamId, VersionedState.NOTHING);
                } else {
                    states.put(streamId, cached);
                }
            }
        }
        if (!missing.isEmpty()) {
            load(connection, missing);
            cache.add(missing);
            states.putAll(missing);
        }
        return states;
    }

    private void load(Connection connection, Map<UUID, VersionedState> missing) throws SQLException {
        for (StoredSnapshot stored : store.readSnapshots(connection, missing.keySet())) {
            streamType
                    .restore(stored.snapshot())
                    .ifPresent(state -> missing.put(stored.streamId(), new VersionedState(stored.version(), state)));
        }
        List<Tail> tails = missing.entrySet().stream()
                .map(entry -> new Tail(entry.getKey(), entry.getValue().version()))
                .toList();
        store.readTails(
                connection,
                tails,
                event -> missing.computeIfPresent(event.streamId(), (id, known) -> evolved(known, event)));
    }

    private VersionedState evolved(VersionedState known, StreamEvent event) {
        var decoded = codec.decode(event.type(), event.schemaVersion(), event.payload());
        return known.evolve(new AppliedEvent(event.eventId(), decoded, event.effectiveDate()), streamType);
    }

    private Map<UUID, List<DomainEvent>> causedBy(Connection connection, List<CommandEnvelope> envelopes)
            throws SQLException {
        Set<UUID> causes = envelopes.stream()
                .flatMap(envelope -> envelope.command().causes().stream())
                .collect(Collectors.toSet());
        if (causes.isEmpty()) {
            return Map.of();
        }
        return store.readCaused(connection, causes).stream()
                .collect(Collectors.groupingBy(
                        CausedEvent::causationId,
                        Collectors.mapping(
                                event -> codec.decode(event.type(), event.schemaVersion(), event.payload()),
                                Collectors.toList())));
    }

    /** Read under the lock of the head: who opens an account afterwards is decided upon afterwards. */
    private AccountsOfCustomers accountsOf(Connection connection, List<CommandEnvelope> envelopes) throws SQLException {
        Set<String> customers = envelopes.stream()
                .flatMap(envelope -> envelope.command().customers().stream())
                .collect(Collectors.toSet());
        var accounts = new AccountsOfCustomers(customers);
        if (!customers.isEmpty()) {
            store.readAccounts(connection, customers, accounts::add);
        }
        return accounts;
    }

    private Map<String, Remembered> remembered(Connection connection, List<CommandEnvelope> envelopes)
            throws SQLException {
        List<WantedKey> keys = envelopes.stream()
                .map(CommandEnvelope::idempotency)
                .filter(Objects::nonNull)
                .map(WantedKey::of)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return Map.of();
        }
        return store.readAnswers(connection, keys).stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        AnswerRow::key, Collectors.collectingAndThen(Collectors.toList(), Appender::remembered)));
    }

    private static Remembered remembered(List<AnswerRow> rows) {
        AnswerRow first = rows.getFirst();
        if (first.refusal() != null) {
            return new Remembered(first.fingerprint(), new Refused(RefusalJson.read(first.refusal()), true), null);
        }
        List<AnswerEvent> events =
                rows.stream().map(AnswerRow::event).filter(Objects::nonNull).toList();
        UUID streamId = events.getFirst().streamId();
        long version = events.stream()
                .filter(event -> event.streamId().equals(streamId))
                .mapToLong(AnswerEvent::streamVersion)
                .max()
                .orElseThrow();
        var appended = new Appended(
                streamId,
                version,
                events.getLast().position(),
                events.stream().map(AnswerEvent::eventId).toList(),
                events.getFirst().type(),
                events.getFirst().correlationId(),
                true);
        return new Remembered(first.fingerprint(), appended, events.getFirst().actor());
    }

    private void write(Connection connection, Batch batch) throws SQLException {
        if (!batch.events().isEmpty()) {
            EventTable.append(connection, batch.events());
        }
        if (!batch.answers().isEmpty()) {
            store.rememberAnswers(connection, batch.answers(), batch.time().now());
        }
        if (!batch.due().isEmpty()) {
            store.saveDue(connection, batch.due());
        }
        List<StoredSnapshot> snapshots = snapshots(batch);
        if (!snapshots.isEmpty()) {
            store.saveSnapshots(connection, snapshots);
        }
    }

    private List<StoredSnapshot> snapshots(Batch batch) {
        var snapshots = new ArrayList<StoredSnapshot>();
        batch.changed().forEach((streamId, after) -> {
            VersionedState before = cache.find(streamId);
            long versionBefore = before == null ? 0 : before.version();
            boolean isDue = after.version() / properties.snapshotEvery() > versionBefore / properties.snapshotEvery();
            if (isDue && after.state() != null) {
                streamType
                        .snapshot(after.state())
                        .map(snapshot -> new StoredSnapshot(streamId, after.version(), snapshot))
                        .ifPresent(snapshots::add);
            }
        });
        return snapshots;
    }

    private ClockReading clocks(LockedHead locked) {
        var clocks = new ClockReading(
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                locked.now(),
                locked.head().recordedAt());
        limits.trouble(clocks).ifPresent(trouble -> {
            throw new ClockDeviatesException(trouble);
        });
        return clocks;
    }

    private DecisionTime time(ClockReading clocks) {
        Instant now = limits.decidedAt(clocks);
        return new DecisionTime(now, LocalDate.ofInstant(now, properties.zone()));
    }
}
