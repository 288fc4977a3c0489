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
                   type,
                   failures
            from due_events
            where due_at <= :now
            order by due_at
            limit :rows
            """;

    private static final String DONE = """
            delete from due_events
            where event_id = :event
            """;

    private static final String PUT_OFF = """
            update due_events
            set due_at   = :until,
                failures = failures + 1
            where event_id = :event
            """;

    private static final String FAILING = """
            select count(*)
            from due_events
            where failures > 0
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
                        row.getString("type"),
                        row.getInt("failures")))
                .list();
    }

    @Transactional
    void done(UUID eventId) {
        jdbc.sql(DONE).param("event", eventId).update();
    }

    /** Notes that an event could not be done, and lets others go before it until then. */
    @Transactional
    void putOff(UUID eventId, Instant until) {
        jdbc.sql(PUT_OFF)
                .param("until", until.atOffset(ZoneOffset.UTC))
                .param("event", eventId)
                .update();
    }

    /** Number of events that could not be done so far. */
    long failing() {
        return jdbc.sql(FAILING).query(Long.class).single();
    }
}
