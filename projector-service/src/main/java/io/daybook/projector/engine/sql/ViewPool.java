package io.daybook.projector.engine.sql;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.projector.engine.EngineProperties;

/** Connections to views' databases, as everybody here wants them. */
public final class ViewPool {

    private static final int CONNECTION_WAIT_MAX_MILLIS = 5_000;

    private ViewPool() {}

    /**
     * A pool that connects when it is first asked to.
     *
     * @param view view whose database it is
     * @param schema schema of the connections
     * @param connectionsMax largest number of connections
     * @param socketSecondsMax longest silence of the database within an answer; 0 for no limit
     */
    public static HikariDataSource of(
            String view, String schema, EngineProperties properties, int connectionsMax, int socketSecondsMax) {
        EngineProperties.ViewDatabase database = properties.database(view);
        var hikari = new HikariDataSource();
        hikari.setPoolName(schema);
        hikari.setJdbcUrl(database.url());
        hikari.setUsername(database.username());
        hikari.setPassword(database.password());
        hikari.setMaximumPoolSize(connectionsMax);
        hikari.setMinimumIdle(1);
        hikari.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        hikari.setInitializationFailTimeout(-1);
        hikari.addDataSourceProperty("currentSchema", schema);
        hikari.addDataSourceProperty("ApplicationName", "daybook-projector");
        hikari.addDataSourceProperty("tcpKeepAlive", "true");
        // The details of a server's error are the contents of rows, and errors are logged.
        hikari.addDataSourceProperty("logServerErrorDetail", "false");
        hikari.addDataSourceProperty("socketTimeout", Integer.toString(socketSecondsMax));
        return hikari;
    }
}
