package io.daybook.command.log;

import io.daybook.command.log.clock.ClockLimits;
import io.daybook.command.log.clock.ClockReading;
import io.daybook.events.Hash;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
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

    /** Every role may see that a standby is connected, though not which one. */
    private static final String STATUS = """
            select current_setting('transaction_read_only')::boolean as is_read_only,
                   current_setting('synchronous_standby_names') <> ''
                       and current_setting('synchronous_commit') in ('on', 'remote_apply', 'remote_write')
                       and exists (select from pg_stat_replication) as has_standby,
                   recorded_at,
                   clock_timestamp() as now
            from log_head
            """;

    private final JdbcClient jdbc;
    private final LogProperties properties;
    private final ClockLimits limits;
    private final Clock clock;

    LogHeadReader(JdbcClient jdbc, LogProperties properties, ClockLimits limits, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
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

    /** Looks whether this instance can append: whether the database takes commits, and the clocks agree. */
    LogStatus status() {
        try {
            return jdbc.sql(STATUS)
                    .query((row, rowNumber) -> {
                        var clocks = new ClockReading(
                                clock.instant(),
                                row.getObject("now", OffsetDateTime.class).toInstant(),
                                row.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant());
                        boolean isAlone = properties.requireSynchronousStandby() && !row.getBoolean("has_standby");
                        return new LogStatus(clocks, isAlone, obstacle(row.getBoolean("is_read_only"), clocks));
                    })
                    .single();
        } catch (DataAccessException e) {
            return LogStatus.unreachable();
        }
    }

    /** A database that another took over from still answers, but only to readers. */
    private @Nullable String obstacle(boolean isReadOnly, ClockReading clocks) {
        return isReadOnly
                ? "The log's database takes no commits."
                : limits.trouble(clocks).orElse(null);
    }
}
