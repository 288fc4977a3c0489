package io.daybook.projector.engine.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.projector.engine.EngineProperties;
import io.daybook.projector.engine.sql.ViewPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** One generation of a view's tables: a schema of the view's database. The one that serves is named as the view. */
final class ViewDatabase implements AutoCloseable {

    /** One for each consuming thread, one that guards a rebuild, and some for operators' questions. */
    private static final int CONNECTIONS_BESIDE_THREADS = 4;

    /** Only a database that fell silent gets there: a batch takes well under a second. */
    private static final int SERVING_SOCKET_SECONDS_MAX = 60;

    /** None: an index over all rows takes what it takes. TCP finds out about a peer that is gone. */
    private static final int BUILDING_SOCKET_SECONDS_MAX = 0;

    private final String view;
    private final String schema;
    private final EngineProperties properties;
    private final HikariDataSource dataSource;

    private ViewDatabase(
            String view, String schema, EngineProperties properties, int connectionsMax, int socketSecondsMax) {
        this.view = view;
        this.schema = schema;
        this.properties = properties;
        this.dataSource = ViewPool.of(view, schema, properties, connectionsMax, socketSecondsMax);
        dataSource.setAutoCommit(false);
    }

    /** The generation that serves. */
    static ViewDatabase serving(String view, EngineProperties properties) {
        return new ViewDatabase(
                view,
                view,
                properties,
                properties.concurrency() + CONNECTIONS_BESIDE_THREADS,
                SERVING_SOCKET_SECONDS_MAX);
    }

    /** A generation in the making, with that many connections. */
    static ViewDatabase building(String view, String schema, EngineProperties properties, int connectionsMax) {
        return new ViewDatabase(view, schema, properties, connectionsMax, BUILDING_SOCKET_SECONDS_MAX);
    }

    String schema() {
        return schema;
    }

    DataSource dataSource() {
        return dataSource;
    }

    Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    /** Brings the tables to their present form, making them where there are none. Fails while the database is not there. */
    void migrate() {
        flyway().migrate();
    }

    /** Tells whether the tables are there in their present form. */
    boolean isMigrated() {
        return flyway().info().pending().length == 0;
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/engine", "classpath:db/" + view)
                // The engine's versions are below all views'; a later one of them comes to a view that is there
                // already.
                .outOfOrder(true)
                .placeholders(Map.of("readerRole", properties.readerRole(), "viewSchema", schema))
                .load();
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
