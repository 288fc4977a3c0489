package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.rebuild.Comparison;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.rebuild.SwapMode;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.events.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of building a generation beside the one that serves, and of letting it take over.
 *
 * <p>The consumers of the view are held up twice, each time for the last few events only: once to get both generations to the
 * same position for the comparison, which then goes on in a snapshot of that moment; and once for the swap.
 */
final class PostgresRebuild {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresRebuild.class);

    /** For workers' batches one each; a hold, a snapshot, a question whether to stop, and some to spare. */
    private static final int CONNECTIONS_BESIDE_WORKERS = 6;

    /** So few events are taken in while the consumers are held up: some tens of milliseconds. */
    private static final int HELD_EVENTS_MAX = 1_000;

    /** A view whose consumers are as fast as the rebuild would never be caught up with to {@link #HELD_EVENTS_MAX}. */
    private static final int CATCH_UPS_MAX = 20;

    /** How long consumers are held up at most for readers' answers that are under way. */
    private static final Duration DRAIN_MAX = Duration.ofSeconds(1);

    private static final Duration DRAIN_PAUSE = Duration.ofMillis(500);

    /** An event is published after it was recorded, by the clock of another machine maybe. */
    private static final Duration CLOCKS_DIFFER_MAX = Duration.ofMinutes(1);

    private static final String WAKE_READERS = """
            select pg_notify(?, '')
            """;

    private final View view;
    private final RebuildPlan plan;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final Generations generations;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant startedAt = Instant.now();

    private volatile RebuildState state = RebuildState.PREPARING;
    private volatile boolean isCancelled;
    private volatile @Nullable String schema;
    private volatile @Nullable GenerationBuilder builder;
    private volatile @Nullable Comparison comparison;
    private volatile @Nullable String trouble;
    private volatile @Nullable Instant endedAt;
    private volatile long eventsBefore;
    private volatile long eventsTotal;
    private volatile long buildingSinceNanos;
    private volatile long buildingNanos;

    PostgresRebuild(View view, RebuildPlan plan, EngineProperties properties, EventTopic topic, Generations generations) {
        this.view = view;
        this.plan = plan;
        this.properties = properties;
        this.topic = topic;
        this.generations = generations;
    }

    /** Builds; returns when that has ended, in whatever way. */
    void run() {
        try {
            switch (plan) {
                case RebuildPlan.Anew anew -> anew(anew.swap());
                case RebuildPlan.Back back -> back();
                case RebuildPlan.ToPosition past -> past(past.position());
                case RebuildPlan.ToInstant past -> past(positionAt(past.instant()));
            }
        } catch (CancellationException e) {
            stopped();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(RebuildState.INTERRUPTED);
        } catch (ExecutionException | SQLException | RuntimeException e) {
            failed(e);
        } finally {
            ended.countDown();
        }
    }

    private void anew(SwapMode swap) throws SQLException, InterruptedException, ExecutionException {
        String name = generations.next();
        try (ViewDatabase database = database(name)) {
            prepare(database, null);
            GenerationBuilder building = building(database, Long.MAX_VALUE);
            build(building, servingOffsets());
            index(database);
            catchUp(building);
            Comparison result = compare(database, building);
            generations.markReady(database.schema());
            if (swap == SwapMode.ALWAYS || (swap == SwapMode.IF_EQUAL && result.equal())) {
                generations.drop(generations.previous());
                swap(database, building);
            } else {
                trouble = result.equal()
                        ? null
                        : "It differs from the generation that serves. To let it take over, ask again with swap: always.";
                end(RebuildState.KEPT);
            }
        }
    }

    private void back() throws SQLException, InterruptedException, ExecutionException {
        String name = generations.previous();
        try (ViewDatabase database = database(name)) {
            database.migrate();
            generations.resume(name);
            schema = name;
            GenerationBuilder building = building(database, Long.MAX_VALUE);
            build(building, servingOffsets());
            catchUp(building);
            compare(database, building);
            swap(database, building);
        }
    }

    private void past(long position) throws SQLException, InterruptedException, ExecutionException {
        try (ViewDatabase database = database(generations.at(position))) {
            prepare(database, position);
            build(building(database, position), topic.endOffsets());
            index(database);
            generations.markReady(database.schema());
            end(RebuildState.KEPT);
        }
    }

    private ViewDatabase database(String name) {
        return ViewDatabase.building(
                view.name(), name, properties, properties.rebuild().workers() + CONNECTIONS_BESIDE_WORKERS);
    }

    private GenerationBuilder building(ViewDatabase database, long untilPosition) throws SQLException {
        var made = new GenerationBuilder(view, database, topic, properties, untilPosition, this::checkStop);
        eventsBefore = made.checkpoints().values().stream()
                .mapToLong(Checkpoint::nextOffset)
                .sum();
        builder = made;
        return made;
    }

    /** Goes on with what an earlier run has left, if its tables are in their present form; begins anew otherwise. */
    private void prepare(ViewDatabase database, @Nullable Long untilPosition) throws SQLException {
        String name = database.schema();
        if (isLeftByAnEarlierRun(name) && database.isMigrated()) {
            generations.resume(name);
        } else {
            generations.drop(name);
            database.migrate();
            try (Connection connection = database.connection()) {
                generations.begin(connection, name, untilPosition);
                DeferredIndexes.drop(connection, view);
                connection.commit();
            }
        }
        schema = name;
    }

    private boolean isLeftByAnEarlierRun(String name) throws SQLException {
        Optional<Generation> left = generations.find(name);
        // The number is given last of all, in the transaction that also puts the indexes off.
        return left.isPresent() && left.get().number() > generations.serving().number();
    }

    /** Finds the last position before the first event that was recorded after the instant. */
    private long positionAt(Instant instant) throws SQLException, InterruptedException, ExecutionException {
        Map<Integer, Long> ends = topic.endOffsets();
        try (var reader = topic.reader(properties.rebuild().batchMax())) {
            var starts = new HashMap<>(ends);
            starts.putAll(reader.offsetsAt(instant.minus(CLOCKS_DIFFER_MAX), ends.keySet()));
            reader.begin(starts, ends);
            long firstAfter = Long.MAX_VALUE;
            while (!reader.isDone()) {
                checkStop();
                for (ConsumerRecord<String, byte[]> record : reader.next()) {
                    RecordedEvent event = ReceivedRecord.of(record).envelope();
                    if (event != null && event.recordedAt().isAfter(instant)) {
                        firstAfter = Math.min(firstAfter, event.position());
                        reader.leave(record.partition());
                    }
                }
            }
            return firstAfter == Long.MAX_VALUE ? generations.serving().position() : firstAfter - 1;
        }
    }

    private void build(GenerationBuilder building, Map<Integer, Long> targets)
            throws SQLException, InterruptedException, ExecutionException {
        state = RebuildState.BUILDING;
        eventsTotal = targets.values().stream().mapToLong(Long::longValue).sum();
        buildingSinceNanos = System.nanoTime();
        building.build(targets, topic.id());
        buildingNanos = System.nanoTime() - buildingSinceNanos;
    }

    private void index(ViewDatabase database) throws SQLException {
        state = RebuildState.INDEXING;
        try (Connection connection = database.connection()) {
            DeferredIndexes.create(connection);
            connection.commit();
        }
    }

    /** Comes so near to the generation that serves that what is left takes no time. */
    private void catchUp(GenerationBuilder building) throws SQLException, InterruptedException, ExecutionException {
        if (state != RebuildState.SWAPPING) {
            state = RebuildState.CATCHING_UP;
        }
        Map<Integer, Long> targets = servingOffsets();
        for (int i = 0; i < CATCH_UPS_MAX && building.remaining(targets) > HELD_EVENTS_MAX; i++) {
            checkStop();
            building.build(targets, topic.id());
            targets = servingOffsets();
        }
        eventsTotal = targets.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Takes in what is left up to exactly where the generation that serves is held. */
    private void meet(GenerationBuilder building, CheckpointLock hold)
            throws SQLException, InterruptedException, ExecutionException {
        Map<Integer, Checkpoint> serving = hold.checkpoints();
        building.build(offsets(serving), topic.id());
        if (!offsets(building.checkpoints()).equals(offsets(serving))) {
            throw new IllegalStateException(
                    "The view does not stand where it can be met: it was taken back, or has not begun with the topic as it is now.");
        }
        eventsTotal =
                offsets(serving).values().stream().mapToLong(Long::longValue).sum();
    }

    private Comparison compare(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        state = RebuildState.COMPARING;
        try (Connection snapshot = database.connection()) {
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            long position;
            try (CheckpointLock hold = CheckpointLock.take(database.connection(), view.name())) {
                meet(building, hold);
                position = Checkpoint.position(hold.checkpoints().values());
                // The snapshot is that of its first statement.
                SchemaComparison.takeSnapshot(snapshot);
            }
            Comparison result = SchemaComparison.of(snapshot, view.name(), database.schema(), position);
            comparison = result;
            return result;
        }
    }

    private void swap(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        state = RebuildState.SWAPPING;
        long endNanos =
                System.nanoTime() + properties.rebuild().readersWaitMax().toNanos();
        while (!isSwapped(database, building)) {
            if (System.nanoTime() > endNanos) {
                throw new IllegalStateException(
                        "Transactions of the role %s in this database do not end, and none is cut off. End them, and ask again."
                                .formatted(properties.readerRole()));
            }
            // The consumers go on meanwhile, so that nobody waits for the view longer than a moment.
            boolean unused = stopping.await(DRAIN_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        end(RebuildState.SWAPPED);
    }

    private boolean isSwapped(ViewDatabase database, GenerationBuilder building)
            throws SQLException, InterruptedException, ExecutionException {
        checkStop();
        catchUp(building);
        try (CheckpointLock hold = CheckpointLock.take(database.connection(), view.name())) {
            meet(building, hold);
            if (!ReaderDrain.isDrainedWithin(DRAIN_MAX, hold.connection(), properties.readerRole())) {
                return false;
            }
            generations.swap(hold.connection(), database.schema());
            wakeReaders(hold.connection());
            hold.connection().commit();
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

    private void checkStop() throws SQLException {
        String name = schema;
        if (name != null && !isCancelled && generations.isCancelled(name)) {
            isCancelled = true;
        }
        if (isCancelled || stopping.getCount() == 0) {
            throw new CancellationException("The rebuild was stopped.");
        }
    }

    private void stopped() {
        if (!isCancelled) {
            end(RebuildState.INTERRUPTED);
            return;
        }
        String name = schema;
        if (name != null && !(plan instanceof RebuildPlan.Back)) {
            try {
                generations.drop(name);
            } catch (SQLException e) {
                failed(e);
                return;
            }
        }
        end(RebuildState.CANCELLED);
    }

    private void failed(Exception e) {
        trouble = ErrorClassifier.text(e);
        if (stopping.getCount() == 0) {
            end(RebuildState.INTERRUPTED);
        } else {
            LOG.atWarn().addKeyValue("view", view.name()).setCause(e).log("The rebuild failed.");
            end(RebuildState.FAILED);
        }
    }

    private void end(RebuildState last) {
        endedAt = Instant.now();
        state = last;
        LOG.atInfo()
                .addKeyValue("view", view.name())
                .addKeyValue("generation", schema)
                .addKeyValue("state", last)
                .log("The rebuild has ended.");
    }

    /** Gives it up at the next batch. */
    void cancel() {
        isCancelled = true;
    }

    /** Stops it at the next batch, to be gone on with another time, and waits for that. */
    void stop(Duration timeMax) throws InterruptedException {
        stopping.countDown();
        boolean unused = ended.await(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isOver() {
        return ended.getCount() == 0;
    }

    RebuildStatus status() {
        GenerationBuilder building = builder;
        long doneNow = building == null ? 0 : building.eventsDone();
        long done = eventsBefore + doneNow;
        long nanos = buildingNanos > 0 ? buildingNanos : System.nanoTime() - buildingSinceNanos;
        Long rate = building == null || doneNow == 0 || buildingSinceNanos == 0
                ? null
                : Math.max(1, TimeUnit.SECONDS.toNanos(1) * doneNow / Math.max(1, nanos));
        long left = Math.max(0, eventsTotal - done);
        Long secondsLeft = rate == null || state.isOver() ? null : (left + rate - 1) / rate;
        return new RebuildStatus(
                view.name(),
                state,
                schema,
                plan instanceof RebuildPlan.Anew anew ? anew.swap() : null,
                done,
                building == null ? null : eventsTotal,
                rate,
                secondsLeft,
                startedAt,
                endedAt,
                comparison,
                trouble);
    }
}
