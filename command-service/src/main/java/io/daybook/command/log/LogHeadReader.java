package io.daybook.command.log;

import io.daybook.events.Hash;
import java.time.OffsetDateTime;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the head of the log without waiting for the appender. */
@Component
class LogHeadReader {

    private static final String HEAD = """
            select position,
                   hash,
                   recorded_at
            from log_head
            """;

    private static final String CAN_APPEND = """
            select not current_setting('transaction_read_only')::boolean
            from log_head
            """;

    private final JdbcClient jdbc;

    LogHeadReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The end of the log as it is committed.
     *
     * @throws EventLogUnavailableException if it cannot be read
     */
    Head read() {
        try {
            return jdbc.sql(HEAD)
                    .query((row, rowNumber) -> new Head(
                            row.getLong("position"),
                            Hash.of(row.getBytes("hash")),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                    .single();
        } catch (DataAccessException e) {
            throw new EventLogUnavailableException("The log could not be reached.", e);
        }
    }

    /**
     * Tells whether the database takes commits: one that another took over from still answers, but only to readers.
     *
     * @throws EventLogUnavailableException if the head cannot be read
     */
    boolean canAppend() {
        try {
            return jdbc.sql(CAN_APPEND).query(Boolean.class).single();
        } catch (DataAccessException e) {
            throw new EventLogUnavailableException("The log could not be reached.", e);
        }
    }
}
