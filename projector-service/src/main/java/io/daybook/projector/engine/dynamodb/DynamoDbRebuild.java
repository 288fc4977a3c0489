package io.daybook.projector.engine.dynamodb;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.rebuild.Comparison;
import io.daybook.projector.engine.rebuild.RebuildPlan;
import io.daybook.projector.engine.rebuild.RebuildRun;
import io.daybook.projector.engine.rebuild.RebuildSource;
import io.daybook.projector.engine.rebuild.RebuildState;
import io.daybook.projector.engine.rebuild.SignedTopic;
import io.daybook.projector.engine.rebuild.SwapMode;
import io.daybook.projector.engine.topic.EventTopic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of building a generation of a view in DynamoDB.
 *
 * <p>The consumers are held up once, for the last few events. A batch that began before that goes on: its records are in the
 * topic already, so both generations are brought to the end of the topic, after which it has nothing new to write in either.
 * Then they must be equal, and whoever reads the new one finds nothing missing that the old one has ever shown.
 */
final class DynamoDbRebuild extends RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbRebuild.class);

    /** Time for which a rebuild that has died keeps others away. */
    static final Duration LEASE = Duration.ofSeconds(30);

    /** Consumers go on by themselves after that, and the swap does not take place. */
    private static final Duration LOCK_MAX = Duration.ofSeconds(20);

    /** So few events are taken in while the consumers are held up. */
    private static final long HELD_EVENTS_MAX = 1_000;

    /** So few items are compared while the consumers are held up. */
    private static final int HELD_ITEMS_MAX = 1_000;

    /** Rounds in which both generations come near to the end of the topic, and to one another. */
    private static final int CATCH_UPS_MAX = 60;

    private static final int RENEWALS_PER_LEASE = 6;

    private static final Duration CATCH_UP_PAUSE = Duration.ofMillis(500);

    /** Longest wait for the generation that serves to come as far as the log was taken in. */
    private static final Duration SERVING_WAIT_MAX = Duration.ofSeconds(60);

    private final DynamoDbView view;
    private final RebuildPlan plan;
    private final EngineProperties properties;
    private final EventTopic topic;
    private final SignedTopic signedTopic;
    private final EventLog log;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final LongFunction<DynamoDbProjection> projections;
    private final String owner = UUID.randomUUID().toString();

    private volatile boolean isLost;
    private volatile long renewedAtNanos = System.nanoTime();

    DynamoDbRebuild(
            DynamoDbView view,
            RebuildPlan plan,
            EngineProperties properties,
            EventTopic topic,
            SignedTopic signedTopic,
            EventLog log,
            DynamoDb db,
            DynamoDbControl control,
            LongFunction<DynamoDbProjection> projections) {
        super(view.name(), plan);
        this.view = view;
        this.plan = plan;
        this.properties = properties;
        this.topic = topic;
        this.signedTopic = signedTopic;
        this.log = log;
        this.db = db;
        this.control = control;
        this.projections = projections;
    }

    /** The rebuild's own name, under which it holds the lease. */
    String owner() {
        return owner;
    }

    @Override
    protected RebuildState build(RebuildPlan wanted) throws SQLException, InterruptedException, ExecutionException {
        return wanted instanceof RebuildPlan.Anew anew ? anew(anew) : back();
    }

    private RebuildState anew(RebuildPlan.Anew wanted) throws SQLException, InterruptedException, ExecutionException {
        DynamoDbControl.Serving serving = control.servingOrFail();
        DynamoDbProjection built;
        if (wanted.source() == RebuildSource.LOG) {
            built = projections.apply(newFor(serving));
            buildFromLog(serving, built);
        } else {
            built = projections.apply(pendingOrNew(serving));
            build(built);
        }
        if (!meet(serving, built, wanted.swap())) {
            control.markReady(owner);
            return RebuildState.KEPT;
        }
        dropIfThere(serving.previous());
        control.forgetPending();
        return RebuildState.SWAPPED;
    }

    private RebuildState back() throws SQLException, InterruptedException, ExecutionException {
        DynamoDbControl.Serving serving = control.servingOrFail();
        DynamoDbProjection built = projections.apply(serving.previous());
        build(built);
        boolean unused = meet(serving, built, SwapMode.ALWAYS);
        return RebuildState.SWAPPED;
    }

    private void dropIfThere(long number) {
        if (number > 0) {
            control.drop(number);
        }
    }

    /** The generation that an earlier run has left, or a new one. */
    private long pendingOrNew(DynamoDbControl.Serving serving) {
        long left = control.pending()
                .map(DynamoDbControl.PendingGeneration::generation)
                .orElse(0L);
        if (left != serving.generation()
                && left > 0
                && db.tableBytes(control.table(left)).isPresent()) {
            return left;
        }
        long made = control.newGeneration(view.key());
        control.build(owner, made);
        return made;
    }

    /** A new generation in the place of what an earlier run has left: nobody knows what that was built from. */
    private long newFor(DynamoDbControl.Serving serving) {
        control.pending()
                .map(DynamoDbControl.PendingGeneration::generation)
                .filter(left -> left != serving.generation())
                .ifPresent(this::dropIfThere);
        long made = control.newGeneration(view.key());
        control.build(owner, made);
        return made;
    }

    /**
     * Takes in the log. Only then the generation is at the place in the topic where the one that serves was before: as long as
     * the log is not in, whoever goes on with it begins with the first record.
     */
    private void buildFromLog(DynamoDbControl.Serving serving, DynamoDbProjection built)
            throws SQLException, ExecutionException, InterruptedException {
        builds(control.name(built.generation()));
        String topicId = topic.id();
        Set<Integer> partitions = topic.endOffsets().keySet();
        Map<Integer, Checkpoint> beginnings =
                projections.apply(serving.generation()).begin(partitions, topicId);
        long end = log.head();
        enter(RebuildState.BUILDING);
        progress().begin(0, end);
        long position = 0;
        while (position < end) {
            checkStopAndRenew();
            List<RecordedEvent> events =
                    log.after(position, end, properties.rebuild().batchMax());
            built.applyFromLog(events.stream()
                    .map(event -> ReceivedRecord.of(
                            event, topic.name(), EventTopic.partition(event.streamId(), partitions.size())))
                    .toList());
            position = events.getLast().position();
            progress().read(events.size());
        }
        progress().endBulk();
        Map<Integer, Checkpoint> unused = built.begin(partitions, topicId);
        beginnings.values().forEach(beginning -> control.save(built.generation(), beginning));
        awaitServing(serving, end);
    }

    /** Waits until the generation that serves has the events from the topic that were taken in from the log. */
    private void awaitServing(DynamoDbControl.Serving serving, long position) throws InterruptedException {
        long endNanos = System.nanoTime() + SERVING_WAIT_MAX.toNanos();
        while (Checkpoint.position(control.checkpoints(serving.generation()).values()) < position
                && System.nanoTime() < endNanos) {
            checkStopAndRenew();
            pause(CATCH_UP_PAUSE);
        }
    }

    /** Takes in the bulk of the events, up to the end of the topic as it is now. */
    private void build(DynamoDbProjection built) throws SQLException, ExecutionException, InterruptedException {
        builds(control.name(built.generation()));
        signedTopic.check(built.checkpoints().values());
        Map<Integer, Long> ends = topic.endOffsets();
        progress().begin(offsets(built.checkpoints()), ends);
        enter(RebuildState.BUILDING);
        take(built, ends, progress()::read);
        progress().endBulk();
    }

    /** Takes in what is before these offsets, and counts the records. */
    private void take(DynamoDbProjection projection, Map<Integer, Long> ends, IntConsumer read)
            throws SQLException, ExecutionException, InterruptedException {
        Map<Integer, Long> from = offsets(projection.begin(ends.keySet(), topic.id()));
        try (var reader = topic.reader(properties.rebuild().batchMax())) {
            reader.begin(from, ends);
            while (!reader.isDone()) {
                checkStopAndRenew();
                List<ConsumerRecord<String, byte[]>> records = reader.next();
                if (!records.isEmpty()) {
                    projection.apply(records);
                    read.accept(records.size());
                }
            }
        }
        projection.applyReady();
    }

    /** Brings both generations to the same place, compares them, and swaps them if that is wanted. */
    private boolean meet(DynamoDbControl.Serving serving, DynamoDbProjection built, SwapMode swap)
            throws SQLException, ExecutionException, InterruptedException {
        DynamoDbProjection now = projections.apply(serving.generation());
        enter(RebuildState.COMPARING);
        var compared = new DynamoDbComparison(
                db,
                view.key(),
                control.table(now.generation()),
                control.table(built.generation()),
                this::checkStopAndRenew);
        compared.begin();
        approach(now, built, compared);
        enter(RebuildState.SWAPPING);
        if (!control.lockConsumers(serving, owner, LOCK_MAX)) {
            throw new IllegalStateException("Another generation has taken over meanwhile. Look at it, and ask again.");
        }
        try {
            Map<Integer, Long> ends = topic.endOffsets();
            take(now, ends, records -> {});
            take(built, ends, progress()::read);
            if (plan.source() == RebuildSource.LOG) {
                progress().expectMore(0);
            } else {
                progress().expect(ends);
            }
            compared.again();
            Comparison result = compared.result(
                    view.name(), Checkpoint.position(built.checkpoints().values()));
            compared(result);
            return isSwapped(serving, built, swap, result);
        } finally {
            control.unlockConsumers(owner);
        }
    }

    /** Comes so near to the end of the topic, with both generations, that what is left takes no time. */
    private void approach(DynamoDbProjection now, DynamoDbProjection built, DynamoDbComparison compared)
            throws SQLException, ExecutionException, InterruptedException {
        for (int i = 0; i < CATCH_UPS_MAX; i++) {
            Map<Integer, Long> ends = topic.endOffsets();
            take(built, ends, progress()::read);
            compared.again();
            long left = sum(ends) - sum(offsets(now.checkpoints()));
            if (left <= HELD_EVENTS_MAX && compared.open() <= HELD_ITEMS_MAX) {
                return;
            }
            pause(CATCH_UP_PAUSE);
        }
        throw new IllegalStateException(
                "The view that serves lags too far behind, or too much of it differs. See that it catches up, and ask again.");
    }

    private boolean isSwapped(
            DynamoDbControl.Serving serving, DynamoDbProjection built, SwapMode swap, Comparison result) {
        if (!takesOver(swap, result)) {
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

    private void checkStopAndRenew() {
        if (!isCancelled()
                && System.nanoTime() - renewedAtNanos
                        > LEASE.dividedBy(RENEWALS_PER_LEASE).toNanos()) {
            isLost = !control.renew(owner, LEASE);
            renewedAtNanos = System.nanoTime();
        }
        checkStop();
        if (isLost) {
            throw stopException();
        }
    }

    @Override
    protected boolean isCancelledElsewhere() {
        return control.isCancelled(owner);
    }

    @Override
    protected void discard() {
        if (plan instanceof RebuildPlan.Anew) {
            control.pending().filter(pending -> pending.owner().equals(owner)).ifPresent(pending -> {
                dropIfThere(pending.generation());
                control.forgetPending();
            });
        }
    }

    @Override
    protected void release() {
        try {
            control.leave(owner);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("view", view.name()).setCause(e).log("The rebuild's lease ends by itself.");
        }
    }
}
