package io.daybook.command.log;

import io.daybook.events.EventRow;
import io.daybook.events.RecordedEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Looks recorded events up. What is found never changes. */
@Component
public final class RecordedEvents {

    private static final String AROUND = """
            select near.*
            from events named
            join events near
              on near.position between named.position - :reach and named.position + :reach
             and near.correlation_id = named.correlation_id
            where named.event_id = :event
            order by near.position
            """;

    private static final String FIRST = """
            select *
            from events
            where stream_id = :stream
              and stream_version = 1
            """;

    private static final String FIRST_OF_MANY = """
            select *
            from events
            where stream_id = any (cast(:streams as uuid[]))
              and stream_version = 1
            """;

    private static final String EVENT = """
            select *
            from events
            where event_id = :event
            """;

    private static final String AFTER = """
            select *
            from events
            where position > :after
            order by position
            limit :rows
            """;

    private static final String OF_TYPE = """
            select *
            from events
            where type = :type
              and position > :after
            order by position
            limit :rows
            """;

    private static final String LAST = """
            select *
            from events
            where stream_id = :stream
            order by stream_version desc
            limit 1
            """;

    /** Greatest distance between two events of one operation: the two sides of a corrected transfer have three between them. */
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
                .query((row, rowNumber) -> EventRow.read(row))
                .list();
    }

    /** The event of that id. */
    public Optional<RecordedEvent> find(UUID eventId) {
        return jdbc.sql(EVENT)
                .param("event", eventId)
                .query((row, rowNumber) -> EventRow.read(row))
                .optional();
    }

    /** The next events after that position, in order. */
    public List<RecordedEvent> after(long position, int rows) {
        return jdbc.sql(AFTER)
                .param("after", position)
                .param("rows", rows)
                .query((row, rowNumber) -> EventRow.read(row))
                .list();
    }

    /** The next events of a type after that position, in order. Only types that have an index of their own are asked for. */
    public List<RecordedEvent> ofType(String type, long position, int rows) {
        return jdbc.sql(OF_TYPE)
                .param("type", type)
                .param("after", position)
                .param("rows", rows)
                .query((row, rowNumber) -> EventRow.read(row))
                .list();
    }

    /** The newest event of a stream. */
    public Optional<RecordedEvent> last(UUID streamId) {
        return jdbc.sql(LAST)
                .param("stream", streamId)
                .query((row, rowNumber) -> EventRow.read(row))
                .optional();
    }

    /** The event that a stream begins with. */
    public Optional<RecordedEvent> first(UUID streamId) {
        return jdbc.sql(FIRST)
                .param("stream", streamId)
                .query((row, rowNumber) -> EventRow.read(row))
                .optional();
    }

    /** The events that these streams begin with; of those that there are. */
    public List<RecordedEvent> firstOf(Collection<UUID> streamIds) {
        return jdbc.sql(FIRST_OF_MANY)
                .param("streams", streamIds.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}")))
                .query((row, rowNumber) -> EventRow.read(row))
                .list();
    }
}
