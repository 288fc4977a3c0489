package io.daybook.query.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One view's database, for reading. It need not be there when the service starts: connections are opened when they are
 * wanted, and a query that gets none in time fails by itself.
 */
public final class ReadDatabase implements ReadStore, AutoCloseable {

    private static final int CONNECT_SECONDS_MAX = 1;

    /** Time by which the socket waits longer than the database itself: only a database that fell silent gets there. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(2);

    private final String view;
    private final String url;
    private final Properties connectionProperties;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private final TransactionTemplate snapshots;

    /**
     * The database of a view.
     *
     * @param view the view's name, which is also its channel's and, unless another is configured, its schema's
     */
    public ReadDatabase(String view, DatabasesProperties properties, MeterRegistry meters) {
        var settings = properties.of(view);
        this.view = view;
        this.url = settings.url();
        this.connectionProperties = connectionProperties(view, properties.schema(view), settings);
        this.pool = new HikariDataSource(poolSettings(settings, meters));
        this.jdbc = JdbcClient.create(pool);
        this.snapshots = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    private static Properties connectionProperties(
            String view, String schema, DatabasesProperties.ViewDatabase settings) {
        var properties = new Properties();
        PGProperty.USER.set(properties, settings.username());
        PGProperty.PASSWORD.set(properties, settings.password());
        PGProperty.CURRENT_SCHEMA.set(properties, schema);
        PGProperty.APPLICATION_NAME.set(properties, "daybook-query-" + view);
        // The details of a server's error are the contents of rows, and errors are logged.
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
        PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_SECONDS_MAX);
        PGProperty.SOCKET_TIMEOUT.set(
                properties,
                Math.toIntExact(settings.statementTimeMax().plus(SOCKET_GRACE).toSeconds()));
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.OPTIONS.set(
                properties,
                "-c statement_timeout=%d".formatted(settings.statementTimeMax().toMillis()));
        // The session itself refuses to write, with or without a transaction.
        PGProperty.READ_ONLY_MODE.set(properties, "always");
        return properties;
    }

    private HikariConfig poolSettings(DatabasesProperties.ViewDatabase settings, MeterRegistry meters) {
        var config = new HikariConfig();
        config.setPoolName(view);
        config.setJdbcUrl(url);
        config.setDataSourceProperties(connectionProperties);
        config.setMaximumPoolSize(settings.connectionsMax());
        config.setConnectionTimeout(settings.connectionWaitMax().toMillis());
        config.setInitializationFailTimeout(-1);
        // Set once for each connection, so that a transaction costs no round trip to ask for them.
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setMetricRegistry(meters);
        return config;
    }

    @Override
    public String view() {
        return view;
    }

    /** For answers that are one statement. */
    public JdbcClient jdbc() {
        return jdbc;
    }

    /** For JPA. */
    public DataSource dataSource() {
        return pool;
    }

    /** For answers that are several statements: all of them, through {@link #jdbc()}, see the state that the first one sees. */
    public <T> T inOneSnapshot(Supplier<T> reads) {
        return Objects.requireNonNull(snapshots.execute(transaction -> reads.get()));
    }

    /**
     * A connection outside of the pool, for one that keeps it.
     *
     * @throws SQLException if the database cannot be reached
     */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, connectionProperties);
    }

    @Override
    public boolean answers() {
        try {
            return jdbc.sql("""
                            select exists (select
                                           from   pg_class
                                           where  relnamespace = to_regnamespace(current_schema())
                                           and    relkind = 'r'
                                           and    has_table_privilege(oid, 'select'))
                            """).query(Boolean.class).single();
        } catch (DataAccessException unreachable) {
            return false;
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
