package io.daybook.projector.engine.dynamodb;

import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.rebuild.Comparison;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.RebuildStatus;
import io.daybook.projector.engine.rebuild.SwapMode;
import io.daybook.projector.engine.topic.EventTopic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of building a generation of a view in DynamoDB beside the one that serves, and of letting it take over.
 *
 * <p>The consumers are held up once, for the last few events. A batch that began before that goes on: its records are in the
 * topic already, so both generations are brought to the end of the topic, after which it has nothing new to write in either.
 * Then they must be equal, and whoever reads the new one finds nothing missing that the old one has ever shown.
 */
final class DynamoDbRebuild {

    /** How long a rebuild that has died keeps others from it. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbRebuild.class);

    /** Consumers go on by themselves after that, and the swap does not take place. */
    private static final Duration HOLD_MAX = Duration.ofSeconds(20);

    /** So few events are taken in while the consumers are held up. */
    private static final long HELD_EVENTS_MAX = 1_000;

    /** So few items are compared while the consumers are held up. */
    private static final int HELD_ITEMS_MAX = 1_000;

    /** Rounds in which both generations come near to the end of the topic, and to one another. */
    private static final int CATCH_UPS_MAX = 60;

    private static final int RENEWALS_PER_LEASE = 6;

    private static final Duration CATCH_UP_PAUSE = Duration.ofMillis(500);

    private final DynamoDbView view;
    private final RebuildPlan plan;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final LongFunction<DynamoDbProjection> projections;
    private final String owner = UUID.randomUUID().toString();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Instant startedAt = Instant.now();
    private final AtomicLong eventsRead = new AtomicLong();

    private volatile RebuildState state = RebuildState.PREPARING;
    private volatile boolean isCancelled;
    private volatile boolean isLost;
    private volatile @Nullable String generation;
    private volatile @Nullable Comparison comparison;
    private volatile @Nullable String trouble;
    private volatile @Nullable Instant endedAt;
    private volatile long eventsBefore;
    private volatile long eventsTotal;
    private volatile long buildingSinceNanos;
    private volatile long renewedAtNanos = System.nanoTime();

    DynamoDbRebuild(
            DynamoDbView view,
            RebuildPlan plan,
            EngineProperties properties,
            EventTopic topic,
            DynamoDb db,
            DynamoDbControl control,
            LongFunction<DynamoDbProjection> projections) {
        this.view = view;
        this.plan = plan;
        this.properties = properties;
        this.topic = topic;
        this.db = db;
        this.control = control;
        this.projections = projections;
    }

    /** The rebuild's own name, under which it holds the lease. */
    String owner() {
        return owner;
    }

    /** Builds; returns when that has ended, in whatever way. */
    void run() {
        try {
            if (plan instanceof RebuildPlan.Anew anew) {
                anew(anew.swap());
            } else {
                back();
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
        DynamoDbControl.Serving serving = control.servingOrFail();
        DynamoDbProjection built = projections.apply(besideOrNew(serving));
        build(built);
        boolean isSwapped = meet(serving, built, swap);
        if (isSwapped) {
            dropIfThere(serving.previous());
            control.forgetBeside();
            end(RebuildState.SWAPPED);
        } else {
            control.markReady(owner);
            end(RebuildState.KEPT);
        }
    }

    private void back() throws SQLException, InterruptedException, ExecutionException {
        DynamoDbControl.Serving serving = control.servingOrFail();
        DynamoDbProjection built = projections.apply(serving.previous());
        build(built);
        boolean unused = meet(serving, built, SwapMode.ALWAYS);
        end(RebuildState.SWAPPED);
    }

    private void dropIfThere(long number) {
        if (number > 0) {
            control.drop(number);
        }
    }

    /** The generation that an earlier run has left, or a new one. */
    private long besideOrNew(DynamoDbControl.Serving serving) {
        long left = control.beside().map(DynamoDbControl.Beside::generation).orElse(0L);
        if (left != serving.generation()
                && left > 0
                && db.tableBytes(control.table(left)).isPresent()) {
            return left;
        }
        long made = control.newGeneration(view.key());
        control.build(owner, made);
        return made;
    }

    /** Takes in the bulk of the events, up to the end of the topic as it is now. */
    private void build(DynamoDbProjection built) throws SQLException, ExecutionException, InterruptedException {
        generation = control.name(built.generation());
        Map<Integer, Long> ends = topic.endOffsets();
        eventsBefore = sum(offsets(built.checkpoints()));
        eventsTotal = sum(ends);
        buildingSinceNanos = System.nanoTime();
        state = RebuildState.BUILDING;
        take(built, ends, eventsRead);
    }

    /** Takes in what is before these offsets, and counts the records. */
    private void take(DynamoDbProjection projection, Map<Integer, Long> ends, AtomicLong taken)
            throws SQLException, ExecutionException, InterruptedException {
        Map<Integer, Long> from =
                offsets(projection.begin(ends.keySet(), topic.id()));
        try (var reader = topic.reader(properties.rebuild().batchMax())) {
            reader.begin(from, ends);
            while (!reader.isDone()) {
                checkStop();
                List<ConsumerRecord<String, byte[]>> records = reader.next();
                if (!records.isEmpty()) {
                    projection.apply(records);
                    taken.addAndGet(records.size());
                }
            }
        }
        projection.applyReady();
    }

    /** Brings both generations to the same place, compares them, and swaps them if that is wanted. */
    private boolean meet(DynamoDbControl.Serving serving, DynamoDbProjection built, SwapMode swap)
            throws SQLException, ExecutionException, InterruptedException {
        DynamoDbProjection now = projections.apply(serving.generation());
        state = RebuildState.COMPARING;
        var compared = new DynamoDbComparison(
                db, view.key(), control.table(now.generation()), control.table(built.generation()), this::checkStop);
        compared.begin();
        approach(now, built, compared);
        state = RebuildState.SWAPPING;
        if (!control.hold(serving, owner, HOLD_MAX)) {
            throw new IllegalStateException("Another generation has taken over meanwhile. Look at it, and ask again.");
        }
        try {
            Map<Integer, Long> ends = topic.endOffsets();
            take(now, ends, new AtomicLong());
            take(built, ends, eventsRead);
            eventsTotal = sum(ends);
            compared.again();
            Comparison result = compared.result(
                    view.name(), Checkpoint.position(built.checkpoints().values()));
            comparison = result;
            return isSwapped(serving, built, swap, result);
        } finally {
            control.release(owner);
        }
    }

    /** Comes so near to the end of the topic, with both generations, that what is left takes no time. */
    private void approach(DynamoDbProjection now, DynamoDbProjection built, DynamoDbComparison compared)
            throws SQLException, ExecutionException, InterruptedException {
        for (int i = 0; i < CATCH_UPS_MAX; i++) {
            Map<Integer, Long> ends = topic.endOffsets();
            take(built, ends, eventsRead);
            compared.again();
            long left = sum(ends) - sum(offsets(now.checkpoints()));
            if (left <= HELD_EVENTS_MAX && compared.open() <= HELD_ITEMS_MAX) {
                return;
            }
            boolean unused = stopping.await(CATCH_UP_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        }
        throw new IllegalStateException(
                "The view that serves lags too far behind, or too much of it differs. See that it catches up, and ask again.");
    }

    private boolean isSwapped(
            DynamoDbControl.Serving serving, DynamoDbProjection built, SwapMode swap, Comparison result) {
        if (swap == SwapMode.NEVER || (swap == SwapMode.IF_EQUAL && !result.equal())) {
            trouble = result.equal()
                    ? null
                    : "It differs from the generation that serves. To let it take over, ask again with swap: always.";
            return false;
        }
        if (!control.swap(serving, built.generation(), owner)) {
            throw new IllegalStateException("The swap took so long that the consumers went on. Ask again.");
        }
        return true;
    }

    private static Map<Integer, Long> offsets(Map<Integer, Checkpoint> checkpoints) {
        var offsets = new HashMap<Integer, Long>();
        checkpoints.forEach((partition, checkpoint) -> offsets.put(partition, checkpoint.nextOffset()));
        return offsets;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private void checkStop() {
        if (!isCancelled
                && System.nanoTime() - renewedAtNanos
                        > LEASE.dividedBy(RENEWALS_PER_LEASE).toNanos()) {
            isLost = !control.renew(owner, LEASE);
            renewedAtNanos = System.nanoTime();
        }
        if (isCancelled || isLost || stopping.getCount() == 0) {
            throw new CancellationException("The rebuild was stopped.");
        }
    }

    private void stopped() {
        try {
            if (isCancelled || control.isCancelled(owner)) {
                discard();
                end(RebuildState.CANCELLED);
            } else {
                end(RebuildState.INTERRUPTED);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void discard() {
        if (plan instanceof RebuildPlan.Anew) {
            control.beside().filter(beside -> beside.owner().equals(owner)).ifPresent(beside -> {
                dropIfThere(beside.generation());
                control.forgetBeside();
            });
        }
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
        try {
            control.leave(owner);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("view", view.name()).setCause(e).log("The rebuild's lease ends by itself.");
        }
        endedAt = Instant.now();
        state = last;
        LOG.atInfo()
                .addKeyValue("view", view.name())
                .addKeyValue("generation", generation)
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
        long doneNow = eventsRead.get();
        long done = eventsBefore + doneNow;
        long nanos = Math.max(1, System.nanoTime() - buildingSinceNanos);
        Long rate = doneNow == 0 || state.isOver()
                ? null
                : Math.max(1, Math.round((double) TimeUnit.SECONDS.toNanos(1) * doneNow / nanos));
        Long secondsLeft = rate == null ? null : (Math.max(0, eventsTotal - done) + rate - 1) / rate;
        return new RebuildStatus(
                view.name(),
                state,
                generation,
                plan instanceof RebuildPlan.Anew anew ? anew.swap() : null,
                done,
                buildingSinceNanos == 0 ? null : eventsTotal,
                rate,
                secondsLeft,
                startedAt,
                endedAt,
                comparison,
                trouble);
    }
}
