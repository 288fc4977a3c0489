package io.daybook.access.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.access.database.RequiredSchema;
import io.daybook.access.database.SmallPool;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables of administrative acts, for adding to them. It connects when the first act comes. */
final class OperationStore implements AutoCloseable {

    private static final String SCHEMA = "operations";

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

    OperationStore(SmallPool.Database database) {
        this.pool = SmallPool.of(SCHEMA, database);
        this.jdbc = JdbcClient.create(pool);
    }

    /** Its tables. */
    RequiredSchema schema() {
        return RequiredSchema.of("daybook_reads", SCHEMA, pool);
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
