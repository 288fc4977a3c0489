package io.daybook.projector.engine.postgres;

import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.parking.ParkedEvent;
import io.daybook.projector.engine.projection.ErrorClassifier;
import io.daybook.projector.engine.projection.ReceivedRecord;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** The parked events in a view's database. */
final class ParkedStore {

    private static final int TYPE_LENGTH_MAX = 200;
    private static final int KEY_LENGTH_MAX = 200;

    private static final String HEADS = """
            select stream_id,
                   min(stream_version) as stream_version
            from parked
            where stream_id = any (?::uuid[])
              and stream_version is not null
            group by stream_id
            """;

    private static final String PARK = """
            insert into parked (stream_id, stream_version, position, event_id, type, error, parked_at, topic, partition,
                                record_offset, published_at, record_key, header_names, header_values, payload, is_early)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (stream_id, stream_version) do nothing
            """;

    private static final String COUNT_FAILED = """
            select count(*) as parked
            from parked
            where error is not null
            """;

    private static final String COUNT = """
            select count(*) as parked
            from parked
            """;

    private static final String TAKE = """
            delete from parked
            where number in (
                select number
                from parked
                where stream_id = ?
                order by stream_version nulls first, number
                limit ?
            )
            returning topic,
                      partition,
                      record_offset,
                      published_at,
                      record_key,
                      header_names,
                      header_values,
                      payload,
                      parked_at
            """;

    /** The rest of a stream, once a part of it was taken, follows on that part. */
    private static final String MARK_NEXT = """
            update parked
            set is_early = true
            where error is null
              and number = (select number
                            from parked
                            where stream_id = ?
                            order by stream_version nulls first, number
                            limit 1)
            """;

    private static final String READY = """
            select distinct parked.stream_id
            from parked
            left join streams on streams.stream_id = parked.stream_id
            where parked.is_early
              and parked.stream_version <= coalesce(streams.version, 0) + 1
            limit ?
            """;

    private static final String LIST = """
            select parked.stream_id,
                   parked.stream_version,
                   parked.position,
                   parked.event_id,
                   parked.type,
                   parked.error,
                   parked.parked_at,
                   parked.number,
                   (select count(*)
                    from parked behind
                    where behind.stream_id = parked.stream_id
                      and behind.stream_version > parked.stream_version) as behind
            from parked
            where parked.number > ?
              and (parked.error is not null or parked.is_early)
            order by parked.number
            limit ?
            """;

    private static final String FAILED_STREAMS = """
            select stream_id
            from parked
            where error is not null
            group by stream_id
            order by min(number)
            """;

    private static final String OF_STREAM = """
            select count(*)                                                          as parked,
                   (array_agg(error order by stream_version nulls first, number)
                        filter (where error is not null))[1]                         as error
            from parked
            where stream_id = ?
            """;

    /**
     * An event to park.
     *
     * @param delivery the event as it came
     * @param error reason why it cannot be applied; null if it only waits
     * @param isEarly true if it is the first after a gap in its stream
     */
    record ToPark(ReceivedRecord delivery, @Nullable String error, boolean isEarly) {

        static ToPark failed(ReceivedRecord delivery, String error) {
            return new ToPark(delivery, error, false);
        }

        static ToPark early(ReceivedRecord delivery) {
            return new ToPark(delivery, null, true);
        }

        static ToPark behind(ReceivedRecord delivery) {
            return new ToPark(delivery, null, false);
        }
    }

    /** The lowest parked version of each of these streams that has any. */
    Map<UUID, Long> heads(Connection connection, Collection<UUID> streamIds) throws SQLException {
        var heads = new HashMap<UUID, Long>();
        try (PreparedStatement statement = connection.prepareStatement(HEADS)) {
            statement.setArray(1, connection.createArrayOf("uuid", streamIds.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    heads.put(rows.getObject("stream_id", UUID.class), rows.getLong("stream_version"));
                }
            }
        }
        return heads;
    }

    /** Parks events; one that is parked already stays as it is. */
    void park(Connection connection, Collection<ToPark> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PARK)) {
            for (ToPark event : events) {
                bind(connection, statement, event);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, ToPark event) throws SQLException {
        ReceivedRecord delivery = event.delivery();
        ConsumerRecord<String, byte[]> record = delivery.record();
        RecordedEvent envelope = delivery.envelope();
        Instant parkedAt = delivery.parkedAt() == null ? Instant.now() : delivery.parkedAt();
        Header[] headers = record.headers().toArray();
        var names = new String[headers.length];
        var values = new byte[headers.length][];
        for (int i = 0; i < headers.length; i++) {
            names[i] = ErrorClassifier.bounded(headers[i].key(), KEY_LENGTH_MAX);
            values[i] = headers[i].value() == null ? new byte[0] : headers[i].value();
        }
        statement.setObject(1, delivery.streamId());
        statement.setObject(2, envelope == null ? null : envelope.streamVersion(), Types.BIGINT);
        statement.setObject(3, envelope == null ? null : envelope.position(), Types.BIGINT);
        statement.setString(4, bounded(delivery.attribute("id"), KEY_LENGTH_MAX));
        statement.setString(
                5, envelope == null ? bounded(delivery.attribute("type"), TYPE_LENGTH_MAX) : envelope.type());
        statement.setString(6, event.error());
        statement.setObject(7, parkedAt.atOffset(ZoneOffset.UTC));
        statement.setString(8, record.topic());
        statement.setInt(9, record.partition());
        statement.setLong(10, record.offset());
        statement.setObject(
                11, Instant.ofEpochMilli(Math.max(0, record.timestamp())).atOffset(ZoneOffset.UTC));
        statement.setString(12, bounded(record.key(), KEY_LENGTH_MAX));
        statement.setArray(13, connection.createArrayOf("text", names));
        statement.setArray(14, connection.createArrayOf("bytea", values));
        statement.setBytes(15, record.value());
        statement.setBoolean(16, event.isEarly());
    }

    /** Counts the parked events, those that wait included. */
    long count(Connection connection) throws SQLException {
        return number(connection, COUNT);
    }

    /** Counts the parked events that cannot be applied. */
    long countFailed(Connection connection) throws SQLException {
        return number(connection, COUNT_FAILED);
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong("parked") : 0;
        }
    }

    /** Takes the first parked events of a stream out of the table, in the order of the stream. */
    List<ReceivedRecord> take(Connection connection, UUID streamId, int eventsMax) throws SQLException {
        var taken = new ArrayList<ReceivedRecord>();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, streamId);
            statement.setInt(2, eventsMax);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taken.add(ReceivedRecord.of(record(rows), instant(rows, "parked_at")));
                }
            }
        }
        if (taken.size() == eventsMax) {
            try (PreparedStatement statement = connection.prepareStatement(MARK_NEXT)) {
                statement.setObject(1, streamId);
                statement.executeUpdate();
            }
        }
        taken.sort((one, other) -> Long.compare(version(one), version(other)));
        return taken;
    }

    private static long version(ReceivedRecord delivery) {
        return delivery.envelope() == null
                ? Long.MAX_VALUE
                : delivery.envelope().streamVersion();
    }

    private static ConsumerRecord<String, byte[]> record(ResultSet row) throws SQLException {
        var headers = new RecordHeaders();
        Array names = row.getArray("header_names");
        Array values = row.getArray("header_values");
        var valuesOfNames = (byte[][]) values.getArray();
        int i = 0;
        for (String name : (String[]) names.getArray()) {
            headers.add(name, valuesOfNames[i++]);
        }
        byte[] payload = row.getBytes("payload");
        return new ConsumerRecord<>(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("record_offset"),
                instant(row, "published_at").toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                payload == null ? ConsumerRecord.NULL_SIZE : payload.length,
                row.getString("record_key"),
                payload,
                headers,
                Optional.empty());
    }

    /** Streams whose parked events wait no longer: what had to come before them is there. */
    List<UUID> ready(Connection connection, int streamsMax) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READY)) {
            statement.setInt(1, streamsMax);
            return streamIds(statement);
        }
    }

    /** Streams with an event that failed, in the order in which they were parked. */
    List<UUID> failedStreams(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FAILED_STREAMS)) {
            return streamIds(statement);
        }
    }

    private static List<UUID> streamIds(PreparedStatement statement) throws SQLException {
        var streamIds = new ArrayList<UUID>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                streamIds.add(rows.getObject("stream_id", UUID.class));
            }
        }
        return streamIds;
    }

    /** Events that failed, and the first after each gap, in the order in which they were parked. */
    List<ParkedEvent> list(Connection connection, long afterNumber, int rowsMax) throws SQLException {
        var parked = new ArrayList<ParkedEvent>();
        try (PreparedStatement statement = connection.prepareStatement(LIST)) {
            statement.setLong(1, afterNumber);
            statement.setInt(2, rowsMax);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(new ParkedEvent(
                            rows.getObject("stream_id", UUID.class),
                            rows.getObject("stream_version", Long.class),
                            rows.getObject("position", Long.class),
                            rows.getString("event_id"),
                            rows.getString("type"),
                            rows.getString("error"),
                            instant(rows, "parked_at"),
                            rows.getLong("behind"),
                            rows.getLong("number")));
                }
            }
        }
        return parked;
    }

    /**
     * The parked events of one stream.
     *
     * @param events number of events
     * @param error reason why the first of them that failed cannot be applied; null if none failed
     */
    record OfStream(long events, @Nullable String error) {}

    OfStream ofStream(Connection connection, UUID streamId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(OF_STREAM)) {
            statement.setObject(1, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? new OfStream(row.getLong("parked"), row.getString("error")) : new OfStream(0, null);
            }
        }
    }

    private static @Nullable String bounded(@Nullable String text, int lengthMax) {
        return text == null ? null : ErrorClassifier.bounded(text, lengthMax);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
