package io.daybook.access.operations;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of administrative acts, for adding to them. It connects when the first act comes. */
final class OperationStore implements AutoCloseable {

    private static final String SCHEMA = "operations";
    private static final int CONNECT_SECONDS_MAX = 2;
    private static final int SOCKET_SECONDS_MAX = 5;
    private static final long CONNECTION_WAIT_MAX_MILLIS = 2_000;

    /** Acts are rare; what comes at once waits for its turn. */
    private static final int CONNECTIONS_MAX = 2;

    private static final String ADD = """
            insert into operations (operation_id, service, action, path, about,
                                    actor, actor_kind, reason, correlation_id)
            values (:operationId, :service, :action, :path, :about,
                    :actor, :actorKind, :reason, :correlationId)
            """;

    private static final String ADD_OUTCOME = """
            insert into outcomes (operation_id, status, location)
            values (:operationId, :status, :location)
            """;

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    OperationStore(OperationsProperties properties, String service) {
        this.pool = new HikariDataSource(poolSettings(properties, service));
        this.jdbc = JdbcClient.create(pool);
    }

    private static HikariConfig poolSettings(OperationsProperties properties, String service) {
        var connection = new Properties();
        PGProperty.CURRENT_SCHEMA.set(connection, SCHEMA);
        PGProperty.APPLICATION_NAME.set(connection, "daybook-operations-" + service);
        PGProperty.CONNECT_TIMEOUT.set(connection, CONNECT_SECONDS_MAX);
        PGProperty.SOCKET_TIMEOUT.set(connection, SOCKET_SECONDS_MAX);
        PGProperty.TCP_KEEP_ALIVE.set(connection, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(connection, false);
        var config = new HikariConfig();
        config.setPoolName("operations");
        config.setJdbcUrl(properties.requiredUrl());
        config.setUsername(properties.username());
        config.setPassword(properties.password());
        config.setDataSourceProperties(connection);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    /** Adds an act; whether it is there is unknown if this fails. */
    void add(Operation operation) {
        jdbc.sql(ADD)
                .param("operationId", operation.operationId())
                .param("service", operation.service())
                .param("action", operation.action())
                .param("path", operation.path())
                .param("about", operation.about())
                .param("actor", operation.actor())
                .param("actorKind", operation.actorKind())
                .param("reason", operation.reason())
                .param("correlationId", operation.correlationId())
                .update();
    }

    /** Adds how an act was answered. */
    void addOutcome(UUID operationId, int status, @Nullable String location) {
        jdbc.sql(ADD_OUTCOME)
                .param("operationId", operationId)
                .param("status", status)
                .param("location", location)
                .update();
    }

    @Override
    public void close() {
        pool.close();
    }
}
