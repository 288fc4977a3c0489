package io.daybook.command.due;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of what is due, in the log's database. The log writes it with the events. */
@Component
class DueStore {

    private static final String DUE = """
            select event_id,
                   stream_id,
                   type
            from due_events
            where due_at <= :now
            order by due_at
            limit :rows
            """;

    private static final String DONE = """
            delete from due_events
            where event_id = :event
            """;

    private final JdbcClient jdbc;

    DueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Events that are due, the longest first. */
    List<DueEvent> due(Instant now, int rows) {
        return jdbc.sql(DUE)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("rows", rows)
                .query((row, rowNumber) -> new DueEvent(
                        row.getObject("event_id", UUID.class),
                        row.getObject("stream_id", UUID.class),
                        row.getString("type")))
                .list();
    }

    @Transactional
    void done(UUID eventId) {
        jdbc.sql(DONE).param("event", eventId).update();
    }
}
