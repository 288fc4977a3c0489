package io.daybook.projector;

import io.daybook.events.RecordedEvent;
import io.daybook.localstack.Databases;
import io.daybook.testsupport.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The log's own database, with the tables that the command-service's migrations make. */
final class LogDatabase implements AutoCloseable {

    private static final String APPEND = """
            with appended as (
                insert into events (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                    effective_date, recorded_at, actor, reason, purpose, correlation_id, causation_id,
                                    metadata, hash)
                values (?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?, ?, ?::json, ?)
                returning position
            )
            update log_head
            set position = (select position from appended)
            """;

    private final String url = TestServers.migratedDatabase(Databases.LOG_OWNER, "log", LogDatabase::migrate);
    private final Connection connection;

    LogDatabase() {
        try {
            connection = DriverManager.getConnection(url, Databases.LOG_OWNER, Databases.LOG_OWNER);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, Databases.LOG_OWNER, Databases.LOG_OWNER)
                .locations("filesystem:../command-service/src/main/resources/db/log")
                .placeholders(Map.of("runtimeRole", Databases.COMMAND))
                .load()
                .migrate();
    }

    /** Properties of a service that reads it. */
    List<String> properties() {
        return List.of(
                "daybook.log.url=" + url,
                "daybook.log.username=" + Databases.LOG_READER,
                "daybook.log.password=" + Databases.LOG_READER);
    }

    void append(RecordedEvent event) {
        try (PreparedStatement statement = connection.prepareStatement(APPEND)) {
            int i = 0;
            statement.setLong(++i, event.position());
            statement.setObject(++i, event.streamId());
            statement.setLong(++i, event.streamVersion());
            statement.setObject(++i, event.eventId());
            statement.setString(++i, event.type());
            statement.setInt(++i, event.schemaVersion());
            statement.setString(++i, event.payload());
            statement.setObject(++i, event.effectiveDate());
            statement.setObject(++i, event.recordedAt().atOffset(ZoneOffset.UTC));
            statement.setString(++i, event.actor());
            statement.setString(++i, event.reason());
            statement.setString(++i, event.purpose());
            statement.setObject(++i, event.correlationId());
            statement.setObject(++i, event.causationId());
            statement.setString(++i, event.metadata());
            statement.setBytes(++i, event.hash().bytes());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
