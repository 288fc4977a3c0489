package io.daybook.projector.engine.postgres;

import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.EventConsumer;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.postgres.ParkedStore.ToPark;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.ForgedRecords.Forged;
import io.daybook.projector.engine.projection.OutOfStepException;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.projection.TooManyParkedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Applies batches of records to one view: its tables and its checkpoint in one transaction, so that whatever is delivered
 * again changes nothing.
 *
 * <p>The checkpoint's row is locked first. A consumer that has lost its partitions without knowing finds there that others
 * have gone on, and applies nothing.
 *
 * <p>An event that cannot be applied is parked with all that follows it in its stream; everything else flows. Only what the
 * event itself can have caused counts, see {@link ErrorClassifier}: trouble with the database parks nothing. A record that is
 * not the relay's is passed over, see {@link ForgedRecords}; what is parked was believed when it came.
 */
final class BatchProjector {

    private static final String WAKE_READERS = """
            select pg_notify(?, '')
            """;

    /** Number of streams that are looked after at once when what they waited for has come. */
    private static final int READY_STREAMS_MAX = 100;

    private final EventConsumer consumer;
    private final DataSource dataSource;
    private final EventCodec codec;
    private final long parkedMax;
    private final long untilPosition;
    private final ForgedRecords forgedRecords;
    private final CheckpointStore store = new CheckpointStore();
    private final ParkedStore parked = new ParkedStore();

    /**
     * A projection into the schema that the data source's connections look into.
     *
     * @param parkedMax largest number of events that may be parked because they cannot be applied
     * @param untilPosition the last log position that is applied; what comes after it is passed over
     * @param forgedRecords tells which records are not believed
     */
    BatchProjector(
            EventConsumer consumer,
            DataSource dataSource,
            EventCodec codec,
            long parkedMax,
            long untilPosition,
            ForgedRecords forgedRecords) {
        this.consumer = consumer;
        this.dataSource = dataSource;
        this.codec = codec;
        this.parkedMax = parkedMax;
        this.untilPosition = untilPosition;
        this.forgedRecords = forgedRecords;
    }

    /** The checkpoints of these partitions of the topic; made where there are none. */
    Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            store.create(
                    connection,
                    partitions.stream()
                            .map(partition -> Checkpoint.start(partition, topicId))
                            .toList());
            Map<Integer, Checkpoint> checkpoints = store.lock(connection, partitions);
            checkpoints.replaceAll((partition, checkpoint) -> checkpoint.inTopic(topicId));
            store.save(connection, checkpoints.values());
            connection.commit();
            return checkpoints;
        }
    }

    /** Checkpoints of the view. */
    Map<Integer, Checkpoint> checkpoints() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.read(connection);
        }
    }

    /**
     * Applies records, in order within each partition.
     *
     * @return number of events that were new
     * @throws OutOfStepException if the records do not follow on the checkpoint
     * @throws TooManyParkedException if too many events cannot be applied
     */
    int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        return parkingOnlyIfNeeded(applier -> apply(records, applier));
    }

    private int apply(List<ConsumerRecord<String, byte[]>> records, EventApplier applier) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<Integer, Checkpoint> checkpoints = store.lock(
                    connection,
                    records.stream().map(ConsumerRecord::partition).distinct().toList());
            Batch batch = new Batch(connection, applier);
            List<Forged> forged = new ArrayList<>();
            int applied = batch.apply(following(records, checkpoints, forged));
            store.save(connection, checkpoints.values());
            connection.commit();
            forgedRecords.passedOver(forged);
            return applied;
        }
    }

    /**
     * Applies events that were read from the log, in order of position. The checkpoints stay at their offsets; which events are
     * new is told by their streams' versions.
     *
     * @return number of events that were new
     * @throws TooManyParkedException if too many events cannot be applied
     */
    int applyFromLog(List<ReceivedRecord> events) throws SQLException {
        return parkingOnlyIfNeeded(applier -> applyFromLog(events, applier));
    }

    private int applyFromLog(List<ReceivedRecord> events, EventApplier applier) throws SQLException {
        var reached = new HashMap<Integer, Long>();
        var next = new ArrayList<NextRecord>(events.size());
        for (ReceivedRecord received : events) {
            next.add(new NextRecord(received, 0));
            if (received.envelope() != null) {
                reached.merge(received.record().partition(), received.envelope().position(), Math::max);
            }
        }
        try (Connection connection = dataSource.getConnection()) {
            Map<Integer, Checkpoint> checkpoints = store.lock(connection, reached.keySet());
            int applied = new Batch(connection, applier).apply(next);
            checkpoints.replaceAll((partition, checkpoint) -> checkpoint.reached(reached.getOrDefault(partition, 0L)));
            store.save(connection, checkpoints.values());
            connection.commit();
            return applied;
        }
    }

    /**
     * Applies the parked events of a stream again, the first of them at least; what still cannot be applied is parked anew.
     *
     * @param eventsMax largest number at once
     * @return number of events that were applied
     */
    int applyParked(UUID streamId, int eventsMax) throws SQLException {
        return parkingOnlyIfNeeded(applier -> applyParked(streamId, eventsMax, applier));
    }

    private int applyParked(UUID streamId, int eventsMax, EventApplier applier) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            // No batch comes in between, whichever partition the stream is in now.
            store.lock(connection, store.read(connection).keySet());
            List<NextRecord> records = parked.take(connection, streamId, eventsMax).stream()
                    .map(received -> new NextRecord(received, 0))
                    .toList();
            int applied = new Batch(connection, applier).apply(records);
            connection.commit();
            return applied;
        }
    }

    /**
     * Applies the parked events that wait no longer, because what had to come before them is there now.
     *
     * @return number of events that were applied
     */
    int applyReady(int eventsMax) throws SQLException {
        List<UUID> ready;
        try (Connection connection = dataSource.getConnection()) {
            ready = parked.ready(connection, READY_STREAMS_MAX);
        }
        int applied = 0;
        for (UUID streamId : ready) {
            applied += applyParked(streamId, eventsMax);
        }
        return applied;
    }

    /** First as if all were well; if that fails for an event's sake, again with a search for that event. */
    private static int parkingOnlyIfNeeded(TransactionAttempt attempt) throws SQLException {
        try {
            return attempt.run(BatchProjector::applyAll);
        } catch (StreamVersions.Moved e) {
            return attempt.run(BatchProjector::applyAll);
        } catch (SQLException | RuntimeException e) {
            if (!ErrorClassifier.isOfEvent(e)) {
                throw e;
            }
            return attempt.run(FailingEventFinder::apply);
        }
    }

    private static List<FailingEventFinder.Culprit> applyAll(
            EventConsumer consumer, Connection connection, List<ViewEvent> events) throws SQLException {
        consumer.apply(connection, events);
        return List.of();
    }

    /** Applies events, and returns those that could not be. */
    @FunctionalInterface
    private interface EventApplier {
        List<FailingEventFinder.Culprit> apply(EventConsumer consumer, Connection connection, List<ViewEvent> events)
                throws SQLException;
    }

    /** A whole transaction with one applier. */
    @FunctionalInterface
    private interface TransactionAttempt {
        int run(EventApplier applier) throws SQLException;
    }

    /**
     * A record that follows on the checkpoint.
     *
     * @param received the record
     * @param position log position to which the view had come in its partition before
     */
    private record NextRecord(ReceivedRecord received, long position) {}

    /** The records after the checkpoints, which are moved past them; what is not believed is added to the forged ones. */
    private List<NextRecord> following(
            List<ConsumerRecord<String, byte[]>> records, Map<Integer, Checkpoint> checkpoints, List<Forged> forged) {
        var following = new ArrayList<NextRecord>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            Checkpoint checkpoint = checkpoints.get(record.partition());
            if (checkpoint == null || record.offset() > checkpoint.nextOffset()) {
                throw new OutOfStepException("Partition %d was delivered from offset %d on; the checkpoint is at %s."
                        .formatted(record.partition(), record.offset(), checkpoint));
            }
            if (record.offset() == checkpoint.nextOffset()) {
                ReceivedRecord received = ReceivedRecord.of(record);
                RecordedEvent event = received.envelope();
                Optional<Forged> forgery = forgedRecords.find(received);
                forgery.ifPresent(forged::add);
                boolean isWanted = forgery.isEmpty() && (event == null || event.position() <= untilPosition);
                if (isWanted) {
                    following.add(new NextRecord(received, checkpoint.position()));
                }
                checkpoints.put(
                        record.partition(),
                        checkpoint.after(
                                record.offset(),
                                event == null || !isWanted ? checkpoint.position() : event.position()));
            }
        }
        return following;
    }

    /** One batch in its transaction: sorts the deliveries, applies, parks. */
    private final class Batch {

        private final Connection connection;
        private final EventApplier applier;
        private final List<ViewEvent> events = new ArrayList<>();
        private final List<ReceivedRecord> deliveries = new ArrayList<>();
        private final List<ToPark> toPark = new ArrayList<>();

        Batch(Connection connection, EventApplier applier) {
            this.connection = connection;
            this.applier = applier;
        }

        int apply(List<NextRecord> following) throws SQLException {
            if (following.isEmpty()) {
                return 0;
            }
            Set<UUID> streamIds = new HashSet<>();
            following.forEach(next -> streamIds.add(next.received().streamId()));
            StreamVersions versions = StreamVersions.read(connection, streamIds);
            Map<UUID, Long> heads = parked.heads(connection, streamIds);
            following.forEach(next -> sort(next, versions, heads));
            int applied = events.isEmpty() ? 0 : applyEvents(versions);
            versions.save(connection);
            park();
            return applied;
        }

        private void sort(NextRecord next, StreamVersions versions, Map<UUID, Long> heads) {
            ReceivedRecord received = next.received();
            RecordedEvent event = received.envelope();
            if (event == null) {
                toPark.add(ToPark.failed(received, String.valueOf(received.error())));
            } else if (versions.isNew(event, next.position())) {
                Long head = heads.get(event.streamId());
                if (head != null && head <= event.streamVersion()) {
                    toPark.add(ToPark.behind(received));
                } else if (!versions.isNext(event)) {
                    toPark.add(ToPark.early(received));
                    heads.put(event.streamId(), event.streamVersion());
                } else {
                    decode(received, event, versions, heads);
                }
            }
        }

        private void decode(
                ReceivedRecord received, RecordedEvent event, StreamVersions versions, Map<UUID, Long> heads) {
            try {
                var viewEvent = new ViewEvent(event, codec.decode(event));
                events.add(viewEvent);
                deliveries.add(received);
                versions.advance(event);
            } catch (RuntimeException unreadable) {
                toPark.add(ToPark.failed(received, ErrorClassifier.text(unreadable)));
                heads.put(event.streamId(), event.streamVersion());
            }
        }

        private int applyEvents(StreamVersions versions) throws SQLException {
            int parkedBefore = toPark.size();
            for (FailingEventFinder.Culprit culprit : applier.apply(consumer, connection, events)) {
                RecordedEvent failed = culprit.event().recorded();
                versions.stopBefore(failed);
                for (int i = 0; i < events.size(); i++) {
                    RecordedEvent event = events.get(i).recorded();
                    if (event.equals(failed)) {
                        toPark.add(ToPark.failed(deliveries.get(i), culprit.error()));
                    } else if (event.streamId().equals(failed.streamId())
                            && event.streamVersion() > failed.streamVersion()) {
                        toPark.add(ToPark.behind(deliveries.get(i)));
                    }
                }
            }
            wakeReaders(connection);
            return events.size() - (toPark.size() - parkedBefore);
        }

        private void park() throws SQLException {
            if (toPark.isEmpty()) {
                return;
            }
            parked.park(connection, toPark);
            if (toPark.stream().anyMatch(event -> event.error() != null)
                    && parked.countFailed(connection) > parkedMax) {
                throw new TooManyParkedException(parkedMax);
            }
        }
    }

    private void wakeReaders(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAKE_READERS)) {
            statement.setString(1, consumer.name());
            statement.execute();
        }
    }
}
