package io.daybook.query.reads;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.query.database.DatabasesProperties;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table of reads, for adding to it. One thread does. */
final class ReadAuditStore implements AutoCloseable {

    static final String NAME = "reads";

    private static final int CONNECT_SECONDS_MAX = 2;
    private static final int SOCKET_SECONDS_MAX = 10;
    private static final long CONNECTION_WAIT_MAX_MILLIS = 3_000;

    /** Once more under the same ids, where it is not known whether the first try was committed, adds nothing. */
    private static final String APPEND = """
            insert into reads (read_id, read_at, actor, customer_id, method, path,
                               account_id, document_id, event_id, status, correlation_id)
            select *
            from   unnest(?::uuid[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::uuid[], ?::uuid[],        ?::uuid[], ?::int[],  ?::text[])
            on conflict do nothing
            """;

    private final HikariDataSource pool;
    private final JdbcTemplate jdbc;

    ReadAuditStore(DatabasesProperties databases) {
        this.pool = new HikariDataSource(poolSettings(databases.of(NAME)));
        this.jdbc = new JdbcTemplate(pool);
    }

    private static HikariConfig poolSettings(DatabasesProperties.ViewDatabase database) {
        var connection = new Properties();
        PGProperty.CURRENT_SCHEMA.set(connection, NAME);
        PGProperty.APPLICATION_NAME.set(connection, "daybook-query-reads-writer");
        PGProperty.CONNECT_TIMEOUT.set(connection, CONNECT_SECONDS_MAX);
        PGProperty.SOCKET_TIMEOUT.set(connection, SOCKET_SECONDS_MAX);
        PGProperty.TCP_KEEP_ALIVE.set(connection, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(connection, false);
        var config = new HikariConfig();
        config.setPoolName("reads-writer");
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setDataSourceProperties(connection);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /**
     * Adds the reads, in one commit.
     *
     * @throws RuntimeException if they may not be there; the same again is safe
     */
    void append(List<ReadAuditEntry> reads) {
        jdbc.execute(APPEND, (PreparedStatement statement) -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, column(connection, "uuid", reads, ReadAuditEntry::readId));
            statement.setArray(2, column(connection, "timestamptz", reads, ReadAuditEntry::readAt));
            statement.setArray(3, column(connection, "text", reads, ReadAuditEntry::actor));
            statement.setArray(4, column(connection, "text", reads, ReadAuditEntry::customerId));
            statement.setArray(5, column(connection, "text", reads, ReadAuditEntry::method));
            statement.setArray(6, column(connection, "text", reads, ReadAuditEntry::path));
            statement.setArray(7, column(connection, "uuid", reads, ReadAuditEntry::accountId));
            statement.setArray(8, column(connection, "uuid", reads, ReadAuditEntry::documentId));
            statement.setArray(9, column(connection, "uuid", reads, ReadAuditEntry::eventId));
            statement.setArray(10, column(connection, "int4", reads, ReadAuditEntry::status));
            statement.setArray(11, column(connection, "text", reads, ReadAuditEntry::correlationId));
            return statement.executeUpdate();
        });
    }

    private static Array column(
            Connection connection,
            String type,
            List<ReadAuditEntry> reads,
            Function<ReadAuditEntry, @Nullable Object> value)
            throws SQLException {
        return connection.createArrayOf(type, reads.stream().map(value).toArray());
    }

    @Override
    public void close() {
        pool.close();
    }
}
