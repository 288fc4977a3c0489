package io.daybook.projector.engine.log;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.events.EventRow;
import io.daybook.events.RecordedEvent;
import io.daybook.serviceweb.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The event log, read in its own database. Connects when it is first asked. */
@Component
public final class EventLog implements AutoCloseable {

    /** A rebuild or a verification of each view, at the same time. */
    private static final int CONNECTIONS_MAX = 8;

    private static final int CONNECTION_WAIT_MAX_MILLIS = 5_000;

    /** Only a database that fell silent gets there: a batch takes well under a second. */
    private static final int SOCKET_SECONDS_MAX = 60;

    private static final String HEAD = """
            select position
            from log_head
            """;

    private static final String AFTER = """
            select *
            from events
            where position > ?
              and position <= ?
            order by position
            limit ?
            """;

    /** The first event after the instant is found by halves: times follow positions. */
    private static final String IS_BY = """
            select recorded_at <= ? as is_by
            from events
            where position = ?
            """;

    private static final String STREAMS_FROM = """
            select stream_id
            from events
            where stream_id >= ?
              and stream_version = 1
            order by stream_id
            limit ?
            """;

    private static final String OF_STREAMS = """
            select *
            from events
            where (stream_id, stream_version) > (?, ?)
              and stream_id <= ?
            order by stream_id, stream_version
            limit ?
            """;

    private final EventLogProperties properties;
    private final HikariDataSource pool;

    EventLog(EventLogProperties properties) {
        this.properties = properties;
        this.pool = new HikariDataSource();
        pool.setPoolName("event-log");
        pool.setJdbcUrl(properties.url());
        pool.setUsername(properties.username());
        pool.setPassword(properties.password());
        pool.setMaximumPoolSize(CONNECTIONS_MAX);
        pool.setMinimumIdle(0);
        pool.setReadOnly(true);
        pool.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("ApplicationName", "daybook-projector");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        // The details of a server's error are the contents of rows, and errors are logged.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("socketTimeout", Integer.toString(SOCKET_SECONDS_MAX));
    }

    /** Tells whether this process knows where the log is. */
    public boolean isConfigured() {
        return properties.missing().isEmpty();
    }

    /**
     * Refuses what needs the log where this process does not know where that is.
     *
     * @throws Problem that names the settings that are missing
     */
    public void check() {
        List<String> missing = properties.missing();
        if (!missing.isEmpty()) {
            throw new Problem(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "log-not-configured",
                            "This process does not know the log's database. Set %s, with a role that can only read."
                                    .formatted(String.join(" and ", missing)))
                    .with("missing", missing);
        }
    }

    /** The position of the last event, 0 before the first. */
    public long head() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(HEAD);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong("position") : 0;
        }
    }

    /** Events after a position up to another, in order. */
    public List<RecordedEvent> after(long position, long until, int eventsMax) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(AFTER)) {
            statement.setLong(1, position);
            statement.setLong(2, until);
            statement.setInt(3, eventsMax);
            return events(statement);
        }
    }

    /** The last position before the first event that was recorded after the instant. */
    public long positionAt(Instant instant) throws SQLException {
        long by = 0;
        long after = head() + 1;
        while (after - by > 1) {
            long middle = by + (after - by) / 2;
            if (isBy(instant, middle)) {
                by = middle;
            } else {
                after = middle;
            }
        }
        return by;
    }

    private boolean isBy(Instant instant, long position) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(IS_BY)) {
            statement.setObject(1, instant.atOffset(ZoneOffset.UTC));
            statement.setLong(2, position);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean("is_by");
            }
        }
    }

    /** Streams from that one on, in the order in which Postgres has them. */
    public List<UUID> streamsFrom(UUID first, int streamsMax) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(STREAMS_FROM)) {
            statement.setObject(1, first);
            statement.setInt(2, streamsMax);
            var streams = new ArrayList<UUID>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    streams.add(rows.getObject("stream_id", UUID.class));
                }
            }
            return streams;
        }
    }

    /**
     * Events of a range of streams, stream by stream, each in order.
     *
     * @param streamId the stream of the last event that was read, or the first of the range
     * @param version its version, or 0
     * @param lastStream the last of the range
     */
    public List<RecordedEvent> ofStreams(UUID streamId, long version, UUID lastStream, int eventsMax)
            throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement = connection.prepareStatement(OF_STREAMS)) {
            statement.setObject(1, streamId);
            statement.setLong(2, version);
            statement.setObject(3, lastStream);
            statement.setInt(4, eventsMax);
            return events(statement);
        }
    }

    private static List<RecordedEvent> events(PreparedStatement statement) throws SQLException {
        var events = new ArrayList<RecordedEvent>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                events.add(EventRow.read(rows));
            }
        }
        return events;
    }

    @Override
    public void close() {
        pool.close();
    }
}
