package io.daybook.command.log;

import static io.daybook.command.log.SqlArrays.array;
import static io.daybook.command.log.SqlArrays.byteaArray;

import io.daybook.events.RecordedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** The table of events, to which {@link RecordedEvent}s are appended; {@link io.daybook.events.EventRow} reads them. */
final class EventTable {

    private static final String APPEND = """
            with appended as (
                insert into events (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                    effective_date, recorded_at, actor, reason, purpose,
                                    correlation_id, causation_id, metadata, hash)
                select position,
                       stream_id,
                       stream_version,
                       event_id,
                       type,
                       schema_version,
                       payload::json,
                       effective_date,
                       ?,
                       actor,
                       reason,
                       purpose,
                       correlation_id,
                       causation_id,
                       metadata::json,
                       hash
                from unnest(?::bigint[], ?::uuid[], ?::bigint[], ?::uuid[], ?::text[], ?::int[], ?::text[],
                            ?::date[], ?::text[], ?::text[], ?::text[],
                            ?::uuid[], ?::uuid[], ?::text[], ?::bytea[])
                  as new (position, stream_id, stream_version, event_id, type, schema_version, payload,
                          effective_date, actor, reason, purpose,
                          correlation_id, causation_id, metadata, hash)
            ), woken as (
                select pg_notify('daybook_log', '')
            )
            update log_head
            set position    = ?,
                hash        = ?,
                recorded_at = ?
            where (select count(*) from woken) = 1
            """;

    private EventTable() {}

    /** Appends the events, which are all recorded at one instant, moves the head to the last, and wakes the relay. */
    static void append(Connection connection, List<RecordedEvent> events) throws SQLException {
        RecordedEvent last = events.getLast();
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            int i = 0;
            statement.setObject(++i, last.recordedAt().atOffset(ZoneOffset.UTC));
            statement.setArray(++i, array(connection, "bigint", events, RecordedEvent::position));
            statement.setArray(++i, array(connection, "uuid", events, RecordedEvent::streamId));
            statement.setArray(++i, array(connection, "bigint", events, RecordedEvent::streamVersion));
            statement.setArray(++i, array(connection, "uuid", events, RecordedEvent::eventId));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::type));
            statement.setArray(++i, array(connection, "integer", events, RecordedEvent::schemaVersion));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::payload));
            statement.setArray(++i, array(connection, "text", events, event -> event.effectiveDate()
                    .toString()));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::actor));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::reason));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::purpose));
            statement.setArray(++i, array(connection, "uuid", events, RecordedEvent::correlationId));
            statement.setArray(++i, array(connection, "uuid", events, RecordedEvent::causationId));
            statement.setArray(++i, array(connection, "text", events, RecordedEvent::metadata));
            statement.setArray(
                    ++i, byteaArray(connection, events, event -> event.hash().bytes()));
            statement.setLong(++i, last.position());
            statement.setBytes(++i, last.hash().bytes());
            statement.setObject(++i, last.recordedAt().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
