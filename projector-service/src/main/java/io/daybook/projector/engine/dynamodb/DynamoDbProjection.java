package io.daybook.projector.engine.dynamodb;

import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.ViewEvent;
import io.daybook.projector.engine.parking.RetryResult;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.projection.ForgedRecords.Forged;
import io.daybook.projector.engine.projection.OutOfStepException;
import io.daybook.projector.engine.projection.ReceivedRecord;
import io.daybook.projector.engine.projection.TooManyParkedException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/**
 * Applies batches of records to one generation of a view in DynamoDB. There is no transaction over a batch, and none is needed:
 * an item carries the version of its stream, is written on condition that it still has the version that was read, and takes in
 * only the event that comes next. So what is delivered again, or by two consumers at once, changes nothing.
 *
 * <p>The order of writing is items, parked events, checkpoints. Whoever dies in between leaves records to be delivered again.
 */
final class DynamoDbProjection {

    static final String VERSION = "version";
    private static final String POSITION = "position";

    /** Number of times that an item may be written by others while it is read and written here. */
    private static final int ATTEMPTS_MAX = 20;

    /** Parked events that are tried again at once. */
    private static final int RETRY_EVENTS_MAX = 1_000;

    private final DynamoDbView view;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final long generation;
    private final String table;
    private final EventCodec codec;
    private final long parkedMax;
    private final Semaphore writes;
    private final ForgedRecords forgedRecords;
    private final DynamoDbParking parking;

    DynamoDbProjection(
            DynamoDbView view,
            DynamoDb db,
            DynamoDbControl control,
            long generation,
            EventCodec codec,
            long parkedMax,
            int writesMax,
            ForgedRecords forgedRecords) {
        this.view = view;
        this.db = db;
        this.control = control;
        this.generation = generation;
        this.table = control.table(generation);
        this.codec = codec;
        this.parkedMax = parkedMax;
        this.writes = new Semaphore(writesMax);
        this.forgedRecords = forgedRecords;
        this.parking = new DynamoDbParking(db, control, generation);
    }

    /**
     * An event on its way into an item.
     *
     * @param received as it came
     * @param recorded its envelope
     * @param event the event; null if it cannot be read
     * @param error reason why it cannot be read, if so
     */
    private record Step(
            ReceivedRecord received,
            RecordedEvent recorded,
            @Nullable ViewEvent event,
            @Nullable String error) {}

    /**
     * State of a stream after some of its events.
     *
     * @param item the item then
     * @param applied number of events that are in it and were not before
     * @param left the events that could not be applied, in order
     * @param error reason why the first of those could not; null if it has to wait
     */
    private record FoldResult(
            Map<String, AttributeValue> item,
            int applied,
            List<Step> left,
            @Nullable String error) {}

    long generation() {
        return generation;
    }

    DynamoDbParking parking() {
        return parking;
    }

    /** The checkpoints of these partitions of the topic; made where there are none. */
    Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) {
        Map<Integer, Checkpoint> there = checkpoints();
        for (int partition : partitions) {
            Checkpoint checkpoint = there.getOrDefault(partition, Checkpoint.start(partition, topicId));
            control.begin(generation, checkpoint.inTopic(topicId));
        }
        Map<Integer, Checkpoint> now = checkpoints();
        now.keySet().retainAll(partitions);
        return now;
    }

    /** Checkpoints of the generation. */
    Map<Integer, Checkpoint> checkpoints() {
        return control.checkpoints(generation);
    }

    /**
     * Applies records, in order within each partition.
     *
     * @return number of events that were new
     * @throws OutOfStepException if the records do not follow on the checkpoint
     * @throws TooManyParkedException if too many events cannot be applied
     */
    int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        Map<Integer, Checkpoint> before = checkpoints();
        var checkpoints = new HashMap<>(before);
        List<Forged> forged = new ArrayList<>();
        List<ReceivedRecord> following = following(records, checkpoints, forged);
        int applied = following.isEmpty() ? 0 : applyAll(following);
        checkpoints.values().stream()
                .filter(checkpoint -> !checkpoint.equals(before.get(checkpoint.partition())))
                .forEach(checkpoint -> control.save(generation, checkpoint));
        forgedRecords.passedOver(forged);
        return applied;
    }

    /** Applies events that were read from the log, in order; the checkpoints stay where they are. */
    void applyFromLog(List<ReceivedRecord> events) throws SQLException {
        int unused = applyAll(events);
    }

    private static Checkpoint checkpoint(Map<Integer, Checkpoint> checkpoints, int partition) {
        Checkpoint checkpoint = checkpoints.get(partition);
        if (checkpoint == null) {
            throw new OutOfStepException("Partition %d has no checkpoint yet.".formatted(partition));
        }
        return checkpoint;
    }

    /** The records after the checkpoints, which are moved past them; what is not believed is added to the forged ones. */
    private List<ReceivedRecord> following(
            List<ConsumerRecord<String, byte[]>> records, Map<Integer, Checkpoint> checkpoints, List<Forged> forged) {
        var following = new ArrayList<ReceivedRecord>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            Checkpoint checkpoint = checkpoint(checkpoints, record.partition());
            if (record.offset() > checkpoint.nextOffset()) {
                throw new OutOfStepException("Partition %d was delivered from offset %d on; the checkpoint is at %s."
                        .formatted(record.partition(), record.offset(), checkpoint));
            }
            if (record.offset() == checkpoint.nextOffset()) {
                ReceivedRecord received = ReceivedRecord.of(record);
                RecordedEvent event = received.envelope();
                Optional<Forged> forgery = forgedRecords.find(received);
                if (forgery.isEmpty()) {
                    following.add(received);
                } else {
                    forged.add(forgery.get());
                }
                checkpoints.put(
                        record.partition(),
                        checkpoint.after(
                                record.offset(),
                                event == null || forgery.isPresent() ? checkpoint.position() : event.position()));
            }
        }
        return following;
    }

    private int applyAll(List<ReceivedRecord> deliveries) throws SQLException {
        Map<UUID, Long> heads = parking.stuck().stream()
                .collect(Collectors.toMap(stuck -> stuck.parked().streamId(), DynamoDbParking.Stuck::head));
        Map<UUID, List<Step>> streams = streams(deliveries);
        Map<String, Map<String, AttributeValue>> items = db.read(
                table, view.key(), streams.keySet().stream().map(UUID::toString).toList());
        var works = new ArrayList<Callable<FoldResult>>();
        streams.forEach((streamId, steps) -> works.add(() -> advance(
                streamId,
                items.getOrDefault(streamId.toString(), Map.of()),
                steps,
                heads.getOrDefault(streamId, Long.MAX_VALUE))));
        List<FoldResult> ends = inParallel(works);
        List<ReceivedRecord> unreadable = deliveries.stream()
                .filter(received -> received.envelope() == null)
                .toList();
        park(ends, unreadable);
        return ends.stream().mapToInt(FoldResult::applied).sum();
    }

    /** The events that concern the view, by stream. */
    private Map<UUID, List<Step>> streams(List<ReceivedRecord> deliveries) {
        var streams = new LinkedHashMap<UUID, List<Step>>();
        for (ReceivedRecord received : deliveries) {
            step(received)
                    .ifPresent(step -> streams.computeIfAbsent(step.recorded().streamId(), id -> new ArrayList<>())
                            .add(step));
        }
        return streams;
    }

    private Optional<Step> step(ReceivedRecord received) {
        RecordedEvent recorded = received.envelope();
        if (recorded == null) {
            return Optional.empty();
        }
        try {
            var event = new ViewEvent(recorded, codec.decode(recorded));
            return view.concerns(event.event())
                    ? Optional.of(new Step(received, recorded, event, null))
                    : Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.of(new Step(received, recorded, null, ErrorClassifier.text(unreadable)));
        }
    }

    private List<FoldResult> inParallel(List<Callable<FoldResult>> works) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = new ArrayList<FoldResult>();
            for (Future<FoldResult> end : threads.invokeAll(works)) {
                ends.add(end.get());
            }
            return ends;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataAccessResourceFailureException("Interrupted while items were written.", e);
        }
    }

    /** Takes events into an item as far as they can be; whoever else writes it meanwhile is taken account of. */
    private FoldResult advance(UUID streamId, Map<String, AttributeValue> read, List<Step> steps, long head)
            throws InterruptedException {
        Map<String, AttributeValue> item = read;
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            FoldResult folded = fold(streamId, item, steps, head);
            try {
                if (folded.applied() == 0 || isWritten(item, folded.item())) {
                    return folded;
                }
            } catch (DynamoDb.UnfitItem unfit) {
                return steps.size() == 1
                        ? new FoldResult(item, 0, steps, ErrorClassifier.text(unfit))
                        : advanceOneByOne(streamId, steps, head);
            }
            item = item(streamId);
        }
        throw new DataAccessResourceFailureException("Others write the item of %s all the time.".formatted(streamId));
    }

    /** The same for events of which one makes the item unfit for the store: all before that one. */
    private FoldResult advanceOneByOne(UUID streamId, List<Step> steps, long head) throws InterruptedException {
        int applied = 0;
        for (int i = 0; i < steps.size(); i++) {
            FoldResult one = advance(streamId, item(streamId), steps.subList(i, i + 1), head);
            applied += one.applied();
            if (!one.left().isEmpty()) {
                return new FoldResult(one.item(), applied, steps.subList(i, steps.size()), one.error());
            }
        }
        return new FoldResult(item(streamId), applied, List.of(), null);
    }

    private Map<String, AttributeValue> item(UUID streamId) {
        return db.read(table, Map.of(view.key(), AttributeValue.fromS(streamId.toString())));
    }

    private FoldResult fold(UUID streamId, Map<String, AttributeValue> read, List<Step> steps, long head) {
        Map<String, AttributeValue> item = read;
        int applied = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Step> rest = steps.subList(i, steps.size());
            long version = DynamoDb.number(item, VERSION);
            long next = step.recorded().streamVersion();
            if (next <= version) {
                continue;
            }
            if (next >= head) {
                return new FoldResult(item, applied, rest, null);
            }
            ViewEvent event = step.event();
            if (event == null || next > version + 1) {
                return new FoldResult(item, applied, rest, step.error());
            }
            try {
                item = stamped(streamId, view.apply(item, event), step.recorded());
                applied++;
            } catch (RuntimeException fault) {
                return new FoldResult(item, applied, rest, ErrorClassifier.text(fault));
            }
        }
        return new FoldResult(item, applied, List.of(), null);
    }

    private Map<String, AttributeValue> stamped(
            UUID streamId, Map<String, AttributeValue> item, RecordedEvent recorded) {
        var stamped = new HashMap<>(item);
        stamped.put(view.key(), AttributeValue.fromS(streamId.toString()));
        stamped.put(VERSION, DynamoDb.number(recorded.streamVersion()));
        stamped.put(POSITION, DynamoDb.number(recorded.position()));
        return stamped;
    }

    /** Writes an item, unless it is not any more as it was read. */
    private boolean isWritten(Map<String, AttributeValue> read, Map<String, AttributeValue> item)
            throws InterruptedException {
        var put = PutItemRequest.builder().tableName(table).item(item);
        if (read.isEmpty()) {
            put.conditionExpression("attribute_not_exists(version)");
        } else {
            put.conditionExpression("version = :read")
                    .expressionAttributeValues(Map.of(":read", DynamoDb.number(DynamoDb.number(read, VERSION))));
        }
        writes.acquire();
        try {
            return db.put(put.build());
        } finally {
            writes.release();
        }
    }

    private void park(List<FoldResult> ends, List<ReceivedRecord> unreadable) throws SQLException {
        List<FoldResult> left =
                ends.stream().filter(end -> !end.left().isEmpty()).toList();
        long failed = unreadable.size()
                + left.stream().filter(end -> end.error() != null).count();
        if (failed > 0 && failed + failedBefore() > parkedMax) {
            throw new TooManyParkedException(parkedMax);
        }
        for (FoldResult end : left) {
            parking.park(
                    end.left().getFirst().recorded().streamId(),
                    end.left().stream().map(Step::received).toList(),
                    end.error());
        }
        for (ReceivedRecord received : unreadable) {
            parking.park(received.streamId(), List.of(received), received.error());
        }
    }

    private long failedBefore() {
        return parking.stuck().stream().filter(stuck -> !stuck.isWaiting()).count();
    }

    /** Applies a stream's parked events in its order until one fails again; nothing if none is parked. */
    Optional<RetryResult> retry(UUID streamId) {
        int applied = 0;
        Optional<DynamoDbParking.Stuck> stuck = parking.stuck(streamId);
        if (stuck.isEmpty()) {
            return Optional.empty();
        }
        while (stuck.isPresent()) {
            List<ReceivedRecord> events = parking.events(streamId, RETRY_EVENTS_MAX);
            FoldResult end = advanceParked(streamId, events);
            applied += end.applied();
            List<ReceivedRecord> left = events.stream()
                    .filter(event -> event.envelope() == null
                            || end.left().stream()
                                    .anyMatch(step -> step.received().equals(event)))
                    .toList();
            events.stream().filter(event -> !left.contains(event)).forEach(event -> parking.remove(streamId, event));
            if (!left.isEmpty()) {
                String error =
                        left.getFirst().envelope() == null ? left.getFirst().error() : end.error();
                if (parking.move(stuck.get(), left.getFirst(), error)) {
                    return Optional.of(new RetryResult(applied, parking.count(streamId), error));
                }
            } else if (events.isEmpty() && parking.free(streamId, stuck.get().touched())) {
                break;
            }
            stuck = parking.stuck(streamId);
        }
        return Optional.of(new RetryResult(applied, 0, null));
    }

    private FoldResult advanceParked(UUID streamId, List<ReceivedRecord> events) {
        List<Step> steps =
                events.stream().flatMap(event -> step(event).stream()).toList();
        return inParallel(List.of(() -> advance(streamId, item(streamId), steps, Long.MAX_VALUE)))
                .getFirst();
    }

    /** Applies the parked events that wait no longer, because what had to come before them is there now. */
    int applyReady() {
        return parking.stuck().stream()
                .filter(DynamoDbParking.Stuck::isWaiting)
                .flatMap(stuck -> retry(stuck.parked().streamId()).stream())
                .mapToInt(RetryResult::applied)
                .sum();
    }
}
