package io.daybook.projector.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A view's database: where its tables live, in a schema of the view's name. */
final class ViewDatabase implements AutoCloseable {

    private static final int CONNECTION_WAIT_MAX_MILLIS = 5_000;

    /** One for each consuming thread, and two for operators' questions. */
    private static final int CONNECTIONS_BESIDE_THREADS = 2;

    private final String view;
    private final EngineProperties properties;
    private final HikariDataSource dataSource;

    ViewDatabase(String view, EngineProperties properties) {
        this.view = view;
        this.properties = properties;
        this.dataSource = dataSource(view, properties);
    }

    DataSource dataSource() {
        return dataSource;
    }

    /** Brings the view's tables to their present form. Fails while the database is not there. */
    void migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(view)
                .defaultSchema(view)
                .createSchemas(true)
                .locations("classpath:db/engine", "classpath:db/" + view)
                .placeholders(Map.of("readerRole", properties.readerRole(), "viewSchema", view))
                .load()
                .migrate();
    }

    private static HikariDataSource dataSource(String view, EngineProperties properties) {
        EngineProperties.Database database = properties.databases().get(view);
        if (database == null) {
            throw new IllegalStateException(
                    "The view %s has no database: set daybook.databases.%s.url.".formatted(view, view));
        }
        var hikari = new HikariDataSource();
        hikari.setPoolName(view);
        hikari.setJdbcUrl(database.url());
        hikari.setUsername(database.username());
        hikari.setPassword(database.password());
        hikari.setAutoCommit(false);
        hikari.setMaximumPoolSize(properties.concurrency() + CONNECTIONS_BESIDE_THREADS);
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        hikari.setInitializationFailTimeout(-1);
        hikari.addDataSourceProperty("currentSchema", view);
        hikari.addDataSourceProperty("ApplicationName", "daybook-projector");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        hikari.addDataSourceProperty("socketTimeout", "60");
        return hikari;
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
