package io.daybook.projector.engine.postgres;

import io.daybook.events.EventCodec;
import io.daybook.events.TopicTrust;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.EventConsumer;
import io.daybook.projector.engine.View;
import io.daybook.projector.engine.log.EventLog;
import io.daybook.projector.engine.parking.ParkedEventOperations;
import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ForgedRecords;
import io.daybook.projector.engine.rebuild.RebuildOperations;
import io.daybook.projector.engine.store.ViewStore;
import io.daybook.projector.engine.topic.EventTopic;
import io.daybook.projector.engine.verification.NotVerifiable;
import io.daybook.projector.engine.verification.VerificationOperations;
import io.daybook.projector.engine.verification.VerificationProperties;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A view in a Postgres database: tables and checkpoints move in one transaction. */
final class PostgresViewStore implements ViewStore {

    private final ViewDatabase database;
    private final ForgedRecords forgedRecords;
    private final BatchProjector projection;
    private final PostgresParkedEvents parked;
    private final RebuildOperations rebuilds;
    private final VerificationOperations verifications;

    PostgresViewStore(
            EventConsumer consumer,
            EngineProperties properties,
            VerificationProperties verification,
            EventTopic topic,
            TopicTrust trust,
            EventLog log,
            EventCodec codec) {
        this.database = ViewDatabase.serving(consumer.name(), properties);
        this.forgedRecords = new ForgedRecords(consumer.name(), trust);
        this.projection = new BatchProjector(
                consumer, database.dataSource(), codec, properties.parkedMax(), Long.MAX_VALUE, forgedRecords);
        this.parked = new PostgresParkedEvents(database.dataSource(), projection, properties.batchMax());
        this.rebuilds = consumer instanceof View view
                ? new PostgresRebuilds(view, properties, topic, trust, log, database.dataSource())
                : new RefusedRebuilds(consumer.name(), database.dataSource());
        this.verifications =
                consumer instanceof View view && !view.verifiedTables().names().isEmpty()
                        ? new PostgresVerifications(view, properties, verification, log, database.dataSource())
                        : new NotVerifiable(consumer.name());
    }

    @Override
    public void prepare() {
        database.migrate();
    }

    @Override
    public boolean isMadeAnew(Exception fault) {
        if (!ErrorClassifier.isOfMissingTables(fault) || database.isMigrated()) {
            return false;
        }
        database.migrate();
        return true;
    }

    @Override
    public Map<Integer, Checkpoint> begin(Collection<Integer> partitions, String topicId) throws SQLException {
        return projection.begin(partitions, topicId);
    }

    @Override
    public Map<Integer, Checkpoint> checkpoints() throws SQLException {
        return projection.checkpoints();
    }

    @Override
    public int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        return projection.apply(records);
    }

    @Override
    public int applyReady(int eventsMax) throws SQLException {
        return projection.applyReady(eventsMax);
    }

    @Override
    public long forgedRecords() {
        return forgedRecords.count();
    }

    @Override
    public ParkedEventOperations parking() {
        return parked;
    }

    @Override
    public RebuildOperations rebuilding() {
        return rebuilds;
    }

    @Override
    public VerificationOperations verification() {
        return verifications;
    }

    @Override
    public void close() {
        verifications.close();
        rebuilds.close();
        database.close();
    }
}
