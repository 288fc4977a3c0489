package io.daybook.projector.engine.postgres;

import io.daybook.events.RecordedEvent;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.rebuild.Comparison;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildRun;
import io.daybook.projector.engine.rebuild.RebuildSource;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.SignedTopic;
import io.daybook.projector.engine.topic.EventTopic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One run of building a generation of a view in Postgres.
 *
 * <p>The consumers of the view are held up twice, each time for the last few events only: once to get both generations to the
 * same position for the comparison, which then goes on in a snapshot of that moment; and once for the swap.
 */
final class PostgresRebuild extends RebuildRun {

    /** For workers' batches one each; a lock, a snapshot, a question whether to stop, and some to spare. */
    private static final int CONNECTIONS_BESIDE_WORKERS = 6;

    /** So few events are taken in while the consumers are held up: some tens of milliseconds. */
    private static final int HELD_EVENTS_MAX = 1_000;

    /** A view whose consumers are as fast as the rebuild would never be caught up with to {@link #HELD_EVENTS_MAX}. */
    private static final int CATCH_UPS_MAX = 20;

    /** Longest time for which consumers are held up by readers' answers that are under way. */
    private static final Duration DRAIN_MAX = Duration.ofSeconds(1);

    private static final Duration DRAIN_PAUSE = Duration.ofMillis(500);

    /** An event is published after it was recorded, by the clock of another machine maybe. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(1);

    private static final String WAKE_READERS = """
            select pg_notify(?, '')
            """;

    /** Longest wait for the generation that serves to come as far as the log was taken in. */
    private static final Duration SERVING_WAIT_MAX = Duration.ofSeconds(60);

    private static final Duration SERVING_PAUSE = Duration.ofMillis(500);

    private final View view;
    private final RebuildPlan plan;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final TopicTrust trust;
    private final EventLog log;
    private final Generations generations;
    private final ViewGuard guard;
    private final CheckpointStore checkpoints = new CheckpointStore();

    PostgresRebuild(
            View view,
            RebuildPlan plan,
            EngineProperties properties,
            EventTopic topic,
            TopicTrust trust,
            EventLog log,
            Generations generations,
            ViewGuard guard) {
        super(view.name(), plan);
        this.view = view;
        this.properties = properties;
        this.plan = plan;
        this.topic = topic;
        this.trust = trust;
        this.log = log;
        this.generations = generations;
        this.guard = guard;
    }

    @Override
    protected RebuildState build(RebuildPlan wanted) throws SQLException, InterruptedException, ExecutionException {
        return switch (wanted) {
            case RebuildPlan.Anew anew -> anew(anew);
            case RebuildPlan.Back back -> back();
            case RebuildPlan.ToPosition past -> past(past.position());
            case RebuildPlan.ToInstant past ->
                past(isFromLog() ? log.positionAt(past.instant()) : positionAt(past.instant()));
        };
    }

    private boolean isFromLog() {
        return plan.source() == RebuildSource.LOG;
    }

    private RebuildState anew(RebuildPlan.Anew wanted) throws SQLException, InterruptedException, ExecutionException {
        String name = generations.next();
        try (ViewDatabase database = database(name)) {
            prepare(database, null);
            GenerationBuilder building = building(database, Long.MAX_VALUE);
            if (isFromLog()) {
                buildFromLog(database, building, log.head());
            } else {
                build(building, servingOffsets());
            }
            index(database);
            enter(RebuildState.CATCHING_UP);
            catchUp(building);
            if (isFromLog()) {
                awaitServing(database.schema());
            }
            Comparison result = compare(database, building);
            generations.markReady(database.schema());
            if (!takesOver(wanted.swap(), result)) {
                return RebuildState.KEPT;
            }
            generations.drop(generations.previous());
            return swap(database, building);
        }
    }

    private RebuildState back() throws SQLException, InterruptedException, ExecutionException {
        String name = generations.previous();
        try (ViewDatabase database = database(name)) {
            database.migrate();
            generations.resume(name);
            builds(name);
            GenerationBuilder building = building(database, Long.MAX_VALUE);
            build(building, servingOffsets());
            enter(RebuildState.CATCHING_UP);
            catchUp(building);
            compare(database, building);
            return swap(database, building);
        }
    }

    private RebuildState past(long position) throws SQLException, InterruptedException, ExecutionException {
        try (ViewDatabase database = database(generations.at(position))) {
            prepare(database, position);
            GenerationBuilder building = building(database, position);
            if (isFromLog()) {
                buildFromLog(database, building, position);
            } else {
                build(building, topic.endOffsets());
            }
            index(database);
            generations.markReady(database.schema());
            return RebuildState.KEPT;
        }
    }

    private ViewDatabase database(String name) {
        return ViewDatabase.building(
                view.name(), name, properties, properties.rebuild().workers() + CONNECTIONS_BESIDE_WORKERS);
    }

    private GenerationBuilder building(ViewDatabase database, long untilPosition) {
        return new GenerationBuilder(
                view, database, topic, trust, properties, untilPosition, this::checkStopEverywhere, progress()::read);
    }

    /** Goes on with what an earlier run has left, if its tables are in their present form; begins anew otherwise. */
    private void prepare(ViewDatabase database, @Nullable Long untilPosition)
            throws SQLException, InterruptedException, ExecutionException {
        String name = database.schema();
        if (isLeftByAnEarlierRun(name) && database.isMigrated()) {
            generations.resume(name);
        } else {
            generations.drop(name);
            database.migrate();
            try (Connection connection = database.connection()) {
                generations.begin(connection, name, plan.source(), untilPosition);
                DeferredIndexes.drop(connection, view);
                if (isFromLog()) {
                    checkpoints.create(connection, beginnings());
                }
                connection.commit();
            }
        }
        builds(name);
    }

    /**
     * The places where the topic is gone on with once the log is taken in: those of the generation that serves by now. What is in the
     * topic before that is in the log before its end is looked up.
     */
    private List<Checkpoint> beginnings() throws SQLException, InterruptedException, ExecutionException {
        String topicId = topic.id();
        Map<Integer, Checkpoint> serving = generations.servingCheckpoints();
        return topic.endOffsets().keySet().stream()
                .map(partition -> {
                    Checkpoint start = Checkpoint.start(partition, topicId);
                    Checkpoint there = serving.getOrDefault(partition, start).inTopic(topicId);
                    return new Checkpoint(partition, topicId, there.nextOffset(), start.position());
                })
                .toList();
    }

    private boolean isLeftByAnEarlierRun(String name) throws SQLException {
        Optional<Generation> left = generations.find(name);
        // The number is given last of all, in the transaction that also puts the indexes off.
        return left.isPresent()
                && left.get().number() > generations.serving().number()
                && left.get().source() == plan.source();
    }

    /** Finds the last position before the first event that was recorded after the instant. */
    private long positionAt(Instant instant) throws SQLException, InterruptedException, ExecutionException {
        Map<Integer, Long> ends = topic.endOffsets();
        try (var reader = topic.reader(properties.rebuild().batchMax())) {
            var starts = new HashMap<>(ends);
            starts.putAll(reader.offsetsAt(instant.minus(CLOCKS_DIFFER_MAX), ends.keySet()));
            reader.begin(starts, ends);
            var forgedRecords = new ForgedRecords(view.name(), trust);
            var unbelieved = new HashSet<Integer>();
            long firstAfter = Long.MAX_VALUE;
            while (!reader.isDone()) {
                checkStopEverywhere();
                for (ConsumerRecord<String, byte[]> record : reader.next()) {
                    ReceivedRecord received = ReceivedRecord.of(record);
                    RecordedEvent event = received.envelope();
                    if (forgedRecords.find(received).isPresent()) {
                        unbelieved.add(record.partition());
                    } else if (event != null && event.recordedAt().isAfter(instant)) {
                        firstAfter = Math.min(firstAfter, event.position());
                        // What was published again with a MAC comes later than what follows it in the log.
                        if (!unbelieved.contains(record.partition())) {
                            reader.leave(record.partition());
                        }
                    }
                }
            }
            return firstAfter == Long.MAX_VALUE ? generations.serving().position() : firstAfter - 1;
        }
    }

    private void build(GenerationBuilder building, Map<Integer, Long> targets)
            throws SQLException, InterruptedException, ExecutionException {
        new SignedTopic(topic, trust).check(building.checkpoints().values());
        enter(RebuildState.BUILDING);
        progress().begin(offsets(building.checkpoints()), targets);
        building.build(targets, topic.id());
        progress().endBulk();
    }

    private void buildFromLog(ViewDatabase database, GenerationBuilder building, long until)
            throws SQLException, InterruptedException {
        enter(RebuildState.BUILDING);
        String name = database.schema();
        long from = generations.logPosition(name);
        progress().begin(from, until);
        building.buildFromLog(log, from, until, position -> generations.takenFromLog(name, position));
        progress().endBulk();
    }

    /**
     * Waits until the generation that serves has what was taken in from the log before it came with the topic. If it does not
     * come, it lacks something, and the comparison tells.
     */
    private void awaitServing(String built) throws SQLException, InterruptedException {
        long endNanos = System.nanoTime() + SERVING_WAIT_MAX.toNanos();
        while (generations.isAhead(built) && System.nanoTime() < endNanos) {
            checkStopEverywhere();
            pause(SERVING_PAUSE);
        }
    }

    private void index(ViewDatabase database) throws SQLException {
        enter(RebuildState.INDEXING);
        try (Connection connection = database.connection()) {
            DeferredIndexes.create(connection);
            connection.commit();
        }
    }

    /** Comes so near to the generation that serves that what is left takes no time. */
    private void catchUp(GenerationBuilder building) throws SQLException, InterruptedException, ExecutionException {
        Map<Integer, Long> targets = servingOffsets();
        for (int i = 0; i < CATCH_UPS_MAX && building.remaining(targets) > HELD_EVENTS_MAX; i++) {
            checkStopEverywhere();
            building.build(targets, topic.id());
            targets = servingOffsets();
        }
        expect(building, targets);
    }

    private void expect(GenerationBuilder building, Map<Integer, Long> targets) throws SQLException {
        if (isFromLog()) {
            progress().expectMore(building.remaining(targets));
        } else {
            progress().expect(targets);
        }
    }

    /** Takes in what is left up to exactly where the generation that serves is held. */
    private void meet(GenerationBuilder building, CheckpointLock lock)
            throws SQLException, InterruptedException, ExecutionException {
        Map<Integer, Checkpoint> serving = lock.checkpoints();
        building.build(offsets(serving), topic.id());
        if (!offsets(building.checkpoints()).equals(offsets(serving))) {
            throw new IllegalStateException(
                    "The view does not stand where it can be met: it was taken back, or has not begun with the topic as it is now.");
        }
        expect(building, offsets(serving));
    }

    private Comparison compare(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        enter(RebuildState.COMPARING);
        try (Connection snapshot = database.connection()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            long position;
            try (CheckpointLock lock = CheckpointLock.take(database.connection(), view.name())) {
                meet(building, lock);
                position = Checkpoint.position(lock.checkpoints().values());
                // The snapshot is that of its first statement.
                SchemaComparison.takeSnapshot(snapshot);
            }
            Comparison result = SchemaComparison.of(snapshot, view.name(), database.schema(), position);
            compared(result);
            return result;
        }
    }

    private RebuildState swap(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        enter(RebuildState.SWAPPING);
        long endNanos =
                System.nanoTime() + properties.rebuild().readersWaitMax().toNanos();
        while (!isSwapped(database, building)) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException(
                        "Transactions of the role %s in this database do not end, and none is cut off. End them, and ask again."
                                .formatted(properties.readerRole()));
            }
            // The consumers go on meanwhile, so that nobody waits for the view longer than a moment.
            pause(DRAIN_PAUSE);
        }
        return RebuildState.SWAPPED;
    }

    private boolean isSwapped(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        checkStopEverywhere();
        catchUp(building);
        try (CheckpointLock lock = CheckpointLock.take(database.connection(), view.name())) {
            meet(building, lock);
            if (!ReaderDrain.isDrainedWithin(DRAIN_MAX, lock.connection(), properties.readerRole())) {
                return false;
            }
            generations.swap(lock.connection(), database.schema());
            wakeReaders(lock.connection());
            lock.connection().commit();
            return true;
        }
    }

    private void wakeReaders(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAKE_READERS)) {
            statement.setString(1, view.name());
            statement.execute();
        }
    }

    private Map<Integer, Long> servingOffsets() throws SQLException {
        return offsets(generations.servingCheckpoints());
    }

    private static Map<Integer, Long> offsets(Map<Integer, Checkpoint> checkpoints) {
        var offsets = new HashMap<Integer, Long>();
        checkpoints.forEach((partition, checkpoint) -> offsets.put(partition, checkpoint.nextOffset()));
        return offsets;
    }

    private void checkStopEverywhere() throws SQLException {
        if (!isCancelled() && isCancelledElsewhere()) {
            cancel();
        }
        checkStop();
    }

    @Override
    protected boolean isCancelledElsewhere() throws SQLException {
        String name = generation();
        return name != null && generations.isCancelled(name);
    }

    @Override
    protected void discard() throws SQLException {
        String name = generation();
        // The generation that served before is no run's to drop.
        if (name != null && !name.equals(generations.previous())) {
            generations.drop(name);
        }
    }

    @Override
    protected void release() {
        guard.close();
    }
}
