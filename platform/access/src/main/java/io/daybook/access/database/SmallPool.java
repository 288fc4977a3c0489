package io.daybook.access.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.postgresql.PGProperty;

/**
 * A pool for what is asked now and then. The database need not be there when the service starts, and whoever asks while it is away is
 * told so soon.
 */
public final class SmallPool {

    private static final int CONNECT_SECONDS_MAX = 2;
    private static final int SOCKET_SECONDS_MAX = 5;
    private static final long CONNECTION_WAIT_MAX_MILLIS = 2_000;
    private static final int CONNECTIONS_MAX = 2;

    private SmallPool() {}

    /**
     * A pool that connects when it is first asked.
     *
     * @param name its name, which is that of the schema as well
     * @param database where it connects to
     */
    public static HikariDataSource of(String name, Database database) {
        var connection = new Properties();
        PGProperty.CURRENT_SCHEMA.set(connection, name);
        PGProperty.APPLICATION_NAME.set(connection, "daybook-" + name);
        PGProperty.CONNECT_TIMEOUT.set(connection, CONNECT_SECONDS_MAX);
        PGProperty.SOCKET_TIMEOUT.set(connection, SOCKET_SECONDS_MAX);
        PGProperty.TCP_KEEP_ALIVE.set(connection, true);
        PGProperty.LOG_SERVER_ERROR_DETAIL.set(connection, false);
        var config = new HikariConfig();
        config.setPoolName("access-" + name);
        config.setJdbcUrl(database.url());
        config.setUsername(database.username());
        config.setPassword(database.password());
        config.setDataSourceProperties(connection);
        config.setMaximumPoolSize(CONNECTIONS_MAX);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_WAIT_MAX_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }

    /**
     * A database, as a role.
     *
     * @param url JDBC URL
     * @param username name of the role
     * @param password password of the role
     */
    public record Database(String url, String username, String password) {}
}
