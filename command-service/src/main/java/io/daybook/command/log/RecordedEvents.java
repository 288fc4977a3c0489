package io.daybook.command.log;

import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks recorded events up. What is found never changes. */
@Component
public final class RecordedEvents {

    private static final String AROUND = """
            select near.position,
                   near.stream_id,
                   near.stream_version,
                   near.event_id,
                   near.type,
                   near.schema_version,
                   near.payload,
                   near.effective_date,
                   near.recorded_at,
                   near.actor,
                   near.reason,
                   near.purpose,
                   near.correlation_id,
                   near.causation_id,
                   near.metadata,
                   near.hash
            from events named
            join events near
              on near.position between named.position - :reach and named.position + :reach
             and near.correlation_id = named.correlation_id
            where named.event_id = :event
            order by near.position
            """;

    private static final String FIRST = """
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata,
                   hash
            from events
            where stream_id = :stream
              and stream_version = 1
            """;

    private static final String EVENT = """
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata,
                   hash
            from events
            where event_id = :event
            """;

    private static final String AFTER = """
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata,
                   hash
            from events
            where position > :after
            order by position
            limit :rows
            """;

    private static final String OF_TYPE = """
            select position,
                   stream_id,
                   stream_version,
                   event_id,
                   type,
                   schema_version,
                   payload,
                   effective_date,
                   recorded_at,
                   actor,
                   reason,
                   purpose,
                   correlation_id,
                   causation_id,
                   metadata,
                   hash
            from events
            where type = :type
              and position > :after
            order by position
            limit :rows
            """;

    /** How far apart two events of one operation may stand: the two sides of a corrected transfer have three between them. */
    private static final int REACH = 4;

    private final JdbcClient jdbc;

    RecordedEvents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The event, and those of the same operation that stand close to it, in order; nothing if there is no such event. */
    public List<RecordedEvent> around(UUID eventId) {
        return jdbc.sql(AROUND)
                .param("event", eventId)
                .param("reach", REACH)
                .query((row, rowNumber) -> read(row))
                .list();
    }

    /** The event of that id. */
    public Optional<RecordedEvent> find(UUID eventId) {
        return jdbc.sql(EVENT)
                .param("event", eventId)
                .query((row, rowNumber) -> read(row))
                .optional();
    }

    /** The next events after that position, in order. */
    public List<RecordedEvent> after(long position, int rows) {
        return jdbc.sql(AFTER)
                .param("after", position)
                .param("rows", rows)
                .query((row, rowNumber) -> read(row))
                .list();
    }

    /** The next events of a type after that position, in order. Only types that have an index of their own are asked for. */
    public List<RecordedEvent> ofType(String type, long position, int rows) {
        return jdbc.sql(OF_TYPE)
                .param("type", type)
                .param("after", position)
                .param("rows", rows)
                .query((row, rowNumber) -> read(row))
                .list();
    }

    /** The event that a stream begins with. */
    public Optional<RecordedEvent> first(UUID streamId) {
        return jdbc.sql(FIRST)
                .param("stream", streamId)
                .query((row, rowNumber) -> read(row))
                .optional();
    }

    /** Reads an event from a row that has its columns in the order of {@link RecordedEvent}. */
    public static RecordedEvent read(ResultSet row) throws SQLException {
        return new RecordedEvent(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getObject(4, UUID.class),
                row.getString(5),
                row.getInt(6),
                row.getString(7),
                row.getObject(8, LocalDate.class),
                row.getObject(9, OffsetDateTime.class).toInstant(),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getObject(13, UUID.class),
                row.getObject(14, UUID.class),
                row.getString(15),
                Hash.of(row.getBytes(16)));
    }
}
