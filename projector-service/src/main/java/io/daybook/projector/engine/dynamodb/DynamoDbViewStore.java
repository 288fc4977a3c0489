package io.daybook.projector.engine.dynamodb;

import io.daybook.events.EventCodec;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.parking.ParkedEvent;
import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.parking.RetryResult;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.rebuild.SignedTopic;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.verification.NotVerifiable;
import io.daybook.projector.engine.verification.VerificationOperations;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A view in DynamoDB: one table a generation, and one that says which of them serves and how far each has come. */
final class DynamoDbViewStore implements ViewStore, ParkedEventOperations {

    /** Each look is a read that is paid for. */
    private static final Duration READY_PAUSE = Duration.ofSeconds(5);

    private final DynamoDbView view;
    private final DynamoDbProperties dynamoDb;
    private final EngineProperties properties;
    private final EventCodec codec;
    private final DynamoDb db;
    private final DynamoDbControl control;
    private final ForgedRecords forgedRecords;
    private final DynamoDbRebuilds rebuilds;
    private volatile long lookedAtNanos = System.nanoTime();

    DynamoDbViewStore(
            DynamoDbView view,
            DynamoDbProperties dynamoDb,
            EngineProperties properties,
            EventTopic topic,
            TopicTrust trust,
            EventLog log,
            EventCodec codec) {
        this.view = view;
        this.dynamoDb = dynamoDb;
        this.properties = properties;
        this.codec = codec;
        this.db = new DynamoDb(dynamoDb);
        this.control = new DynamoDbControl(db, view.name(), dynamoDb.tablePrefix());
        this.forgedRecords = new ForgedRecords(view.name(), trust);
        var forgedInRebuilds = new ForgedRecords(view.name(), trust);
        this.rebuilds = new DynamoDbRebuilds(
                view,
                db,
                control,
                properties,
                topic,
                new SignedTopic(topic, trust),
                log,
                generation -> projection(generation, forgedInRebuilds));
    }

    @Override
    public void prepare() {
        boolean unused = isMade();
    }

    @Override
    public boolean isMadeAnew(Exception fault) {
        return Stream.iterate((Throwable) fault, cause -> cause != null, Throwable::getCause)
                        .anyMatch(DynamoDb.MissingTable.class::isInstance)
                && isMade();
    }

    /** Makes what is not there; false if nothing was missing. */
    private boolean isMade() {
        control.prepare();
        Optional<DynamoDbControl.Serving> serving = control.serving();
        long there = serving.map(DynamoDbControl.Serving::generation).orElse(0L);
        if (serving.isPresent() && db.tableBytes(control.table(there)).isPresent()) {
            return false;
        }
        long generation = control.newGeneration(view.key());
        if (!control.serve(generation, there)) {
            control.drop(generation);
        }
        return true;
    }

    private DynamoDbProjection projection(long generation) {
        return projection(generation, forgedRecords);
    }

    private DynamoDbProjection projection(long generation, ForgedRecords forged) {
        return new DynamoDbProjection(
                view, db, control, generation, codec, properties.parkedMax(), dynamoDb.writesMax(), forged);
    }

    private DynamoDbProjection serving() {
        return projection(control.servingOrFail().generation());
    }

    @Override
    public Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) {
        return serving().begin(partitions, topicId);
    }

    @Override
    public Map<Integer, Checkpoint> checkpoints() {
        return serving().checkpoints();
    }

    @Override
    public int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        return projection(control.servingUnlocked().generation()).apply(records);
    }

    @Override
    public int applyReady(int eventsMax) {
        if (System.nanoTime() - lookedAtNanos < READY_PAUSE.toNanos()) {
            return 0;
        }
        lookedAtNanos = System.nanoTime();
        return projection(control.servingUnlocked().generation()).applyReady();
    }

    @Override
    public long forgedRecords() {
        return forgedRecords.count();
    }

    @Override
    public ParkedEventOperations parking() {
        return this;
    }

    @Override
    public RebuildOperations rebuilding() {
        return rebuilds;
    }

    @Override
    public VerificationOperations verification() {
        return new NotVerifiable(view.name());
    }

    @Override
    public long count() {
        DynamoDbParking parking = serving().parking();
        return parking.stuck().stream()
                .mapToLong(stuck -> parking.count(stuck.parked().streamId()))
                .sum();
    }

    @Override
    public List<ParkedEvent> list(long afterNumber, int rowsMax) {
        DynamoDbParking parking = serving().parking();
        return parking.stuck().stream()
                .map(DynamoDbParking.Stuck::parked)
                .filter(parked -> parked.number() > afterNumber)
                .limit(rowsMax)
                .map(parked -> withCount(parked, parking.count(parked.streamId())))
                .toList();
    }

    private static ParkedEvent withCount(ParkedEvent parked, long events) {
        return new ParkedEvent(
                parked.streamId(),
                parked.streamVersion(),
                parked.position(),
                parked.eventId(),
                parked.type(),
                parked.error(),
                parked.parkedAt(),
                events - 1,
                parked.number());
    }

    @Override
    public List<UUID> failedStreams() {
        return serving().parking().stuck().stream()
                .filter(stuck -> !stuck.isWaiting())
                .map(stuck -> stuck.parked().streamId())
                .toList();
    }

    @Override
    public Optional<RetryResult> retry(UUID streamId) {
        return projection(control.servingUnlocked().generation()).retry(streamId);
    }

    @Override
    public void close() {
        rebuilds.close();
        db.close();
    }
}
