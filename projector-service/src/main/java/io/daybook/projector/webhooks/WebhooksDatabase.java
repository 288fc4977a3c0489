package io.daybook.projector.webhooks;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.sql.ViewPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The view's database for all but the engine, with connections of its own: whoever subscribes or sends never holds it up. */
final class WebhooksDatabase implements AutoCloseable {

    /** One for the dispatcher, one for the sweeper, the others for callers. */
    private static final int CONNECTIONS_MAX = 6;

    private static final int SOCKET_SECONDS_MAX = 60;
    private static final Set<String> NO_TABLE_OR_COLUMN = Set.of("42P01", "42703");

    private final HikariDataSource pool;
    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    WebhooksDatabase(EngineProperties properties) {
        this.pool = ViewPool.of(
                WebhooksConsumer.NAME, WebhooksConsumer.NAME, properties, CONNECTIONS_MAX, SOCKET_SECONDS_MAX);
        pool.setPoolName("webhooks-sending");
        pool.addDataSourceProperty("ApplicationName", "daybook-webhooks");
        this.template = new JdbcTemplate(pool);
        this.jdbc = JdbcClient.create(template);
        this.transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    /** For a statement by itself, or several within {@link #inTransaction(Supplier)}. */
    JdbcClient jdbc() {
        return jdbc;
    }

    <T> T inTransaction(Supplier<T> statements) {
        return Objects.requireNonNull(transactions.execute(transaction -> statements.get()));
    }

    /** The same on a connection, for statements that take arrays. */
    <T> T inTransaction(Statements<T> statements) {
        return inTransaction(() -> Objects.requireNonNull(template.execute((ConnectionCallback<T>) statements::run)));
    }

    /** Statements on a connection. */
    @FunctionalInterface
    interface Statements<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Tells whether nothing is wrong but that the engine has not made the tables yet, or not brought them up to date. */
    static boolean isWithoutTables(NestedRuntimeException fault) {
        return fault.getMostSpecificCause() instanceof SQLException sql
                && NO_TABLE_OR_COLUMN.contains(sql.getSQLState());
    }

    @Override
    public void close() {
        pool.close();
    }
}
