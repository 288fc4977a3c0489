package io.daybook.projector.engine;

import io.daybook.events.CloudEventAttributes;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Applies batches of records to one view: its tables and its checkpoint in one transaction, so that whatever is delivered
 * again changes nothing.
 *
 * <p>The checkpoint's row is locked first. A consumer that has lost its partitions without knowing finds there that others
 * have gone on, and applies nothing.
 */
final class Projection {

    private static final String WAKE_READERS = """
            select pg_notify(?, '')
            """;

    private final View view;
    private final DataSource dataSource;
    private final EventCodec codec;
    private final CheckpointStore store = new CheckpointStore();

    Projection(View view, DataSource dataSource, EventCodec codec) {
        this.view = view;
        this.dataSource = dataSource;
        this.codec = codec;
    }

    /** Records were delivered that do not follow on the checkpoint: some before them have not been delivered. */
    static final class OutOfStep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        OutOfStep(String message) {
            super(message);
        }
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

    /** How far the view has come. */
    Map<Integer, Checkpoint> checkpoints() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return store.read(connection);
        }
    }

    /**
     * Applies records, in order within each partition.
     *
     * @return how many events were new
     * @throws OutOfStep if the records do not follow on the checkpoint
     * @throws EventCodec.UnreadableEvent if an event cannot be read by this version of the software
     */
    int apply(List<ConsumerRecord<String, byte[]>> records) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<Integer, Checkpoint> checkpoints = store.lock(
                    connection,
                    records.stream().map(ConsumerRecord::partition).distinct().toList());
            List<ViewEvent> events = newEvents(records, checkpoints);
            if (!events.isEmpty()) {
                view.apply(connection, events);
                wakeReaders(connection);
            }
            store.save(connection, checkpoints.values());
            connection.commit();
            return events.size();
        }
    }

    /** The events after the checkpoints, which are moved past them. */
    private List<ViewEvent> newEvents(
            List<ConsumerRecord<String, byte[]>> records, Map<Integer, Checkpoint> checkpoints) {
        var events = new ArrayList<ViewEvent>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            Checkpoint checkpoint = checkpoints.get(record.partition());
            if (checkpoint == null || record.offset() > checkpoint.nextOffset()) {
                throw new OutOfStep("Partition %d was delivered from offset %d on; the checkpoint is at %s."
                        .formatted(record.partition(), record.offset(), checkpoint));
            }
            if (record.offset() == checkpoint.nextOffset()) {
                RecordedEvent event = event(record);
                if (event.position() > checkpoint.position()) {
                    events.add(new ViewEvent(event, codec.decode(event)));
                }
                checkpoints.put(record.partition(), checkpoint.after(record.offset(), event.position()));
            }
        }
        return events;
    }

    private void wakeReaders(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WAKE_READERS)) {
            statement.setString(1, view.name());
            statement.execute();
        }
    }

    private static RecordedEvent event(ConsumerRecord<String, byte[]> record) {
        return CloudEventAttributes.toEvent(
                name -> attribute(record, name), new String(record.value(), StandardCharsets.UTF_8));
    }

    private static @Nullable String attribute(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(CloudEventAttributes.HEADER_PREFIX + name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
