package io.daybook.projector.audit;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.events.EventRow;
import io.daybook.events.Hash;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.ConditionalOnView;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.sql.ViewPool;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events as the view has stored them, read with a connection of its own: whoever verifies never holds the engine up. */
@Component
@ConditionalOnView(AuditView.NAME)
final class StoredHistory implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 2;
    private static final int SOCKET_SECONDS_MAX = 60;

    private static final String EVENTS_AFTER = """
            select *
            from history
            where position > :after
              and position <= :to
            order by position
            limit :rows
            """;

    private static final String HASH_AT = """
            select hash
            from history
            where position = :position
            """;

    private final HikariDataSource pool;
    private final JdbcClient jdbc;

    StoredHistory(EngineProperties properties) {
        this.pool = ViewPool.of(AuditView.NAME, AuditView.NAME, properties, CONNECTIONS_MAX, SOCKET_SECONDS_MAX);
        pool.setPoolName("audit-verification");
        pool.setMinimumIdle(0);
        this.jdbc = JdbcClient.create(pool);
    }

    /** Events after a position up to another, in order. */
    List<RecordedEvent> after(long position, long to, int rows) {
        return jdbc.sql(EVENTS_AFTER)
                .param("after", position)
                .param("to", to)
                .param("rows", rows)
                .query((row, rowNumber) -> EventRow.read(row))
                .list();
    }

    Optional<Hash> hashAt(long position) {
        return jdbc.sql(HASH_AT)
                .param("position", position)
                .query((row, rowNumber) -> Hash.of(row.getBytes("hash")))
                .optional();
    }

    @Override
    public void close() {
        pool.close();
    }
}
