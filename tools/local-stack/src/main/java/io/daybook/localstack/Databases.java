package io.daybook.localstack;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/**
 * Databases and roles of the suite: each service has its own, and each role may do only what its service needs.
 */
public final class Databases {

    /** The event log. */
    public static final String LOG = "daybook_log";

    /** Owns the log: the migration job. */
    public static final String LOG_OWNER = "daybook_log_owner";

    /** The command-service at run time. */
    public static final String COMMAND = "daybook_command";

    /** Reads the log's events and its head, and nothing else: for building views and comparing them with the log. */
    public static final String LOG_READER = "daybook_log_reader";

    /** Owns the read databases. */
    public static final String PROJECTOR = "daybook_projector";

    /** Reads the read databases, and adds to the reads. */
    public static final String QUERY = "daybook_query";

    /** Record of reads, written by the query-service, and of administrative acts, written by the other services. */
    public static final String READS = "daybook_reads";

    /** Owns both records: the migration job. */
    public static final String READS_OWNER = "daybook_reads_owner";

    /** Keys with which personal data is encrypted: written by the command-service, read by all. */
    public static final String KEYS = "daybook_keys";

    /** Owns the keys: the migration job. */
    public static final String KEYS_OWNER = "daybook_keys_owner";

    /** Roles of the suite. */
    public static final List<String> ROLES =
            List.of(LOG_OWNER, COMMAND, LOG_READER, PROJECTOR, QUERY, READS_OWNER, KEYS_OWNER);

    private final PostgresServer server;

    /**
     * A database of the suite.
     *
     * @param name its name
     * @param owner the role that owns it
     * @param users the other roles that may connect
     */
    public record Database(String name, String owner, List<String> users) {}

    /** Databases of that server. */
    public Databases(PostgresServer server) {
        this.server = server;
    }

    /** The name of a view's database; of all views', with {name} for the view's name. */
    public static String view(String name) {
        return "daybook_" + name;
    }

    /** All databases of the suite. */
    public static List<Database> all(ViewCatalogue catalogue) {
        return Stream.concat(
                        Stream.of(
                                new Database(LOG, LOG_OWNER, usersOf(LOG_OWNER)),
                                new Database(READS, READS_OWNER, usersOf(READS_OWNER)),
                                new Database(KEYS, KEYS_OWNER, usersOf(KEYS_OWNER))),
                        catalogue.views().stream()
                                .map(view -> new Database(view.database(), view.owner(), view.readers())))
                .toList();
    }

    /** Creates the suite's roles and databases, as far as they do not exist. */
    public void createAll(ViewCatalogue catalogue) {
        createRoles();
        all(catalogue).forEach(this::create);
    }

    /** Creates the suite's roles, as far as they do not exist, and gives each its password. */
    public void createRoles() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String role : ROLES) {
                boolean isThere = exists(connection, "select 1 from pg_roles where rolname = ?", role);
                statement.execute("%s role %s login password '%s'"
                        .formatted(isThere ? "alter" : "create", role, server.password(role)));
            }
            statement.execute("revoke all on database postgres, template1 from public");
        } catch (SQLException e) {
            throw new IllegalStateException("The roles could not be made.", e);
        }
    }

    /** Creates a database, unless it exists, to which only its owner and the roles that use it may connect. */
    public void create(String database, String owner) {
        create(new Database(database, owner, usersOf(owner)));
    }

    private static List<String> usersOf(String owner) {
        return switch (owner) {
            case LOG_OWNER -> List.of(COMMAND, LOG_READER);
            case KEYS_OWNER, READS_OWNER -> List.of(COMMAND, PROJECTOR, QUERY);
            default -> List.of(QUERY);
        };
    }

    private void create(Database database) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_database where datname = ?", database.name())) {
                statement.execute("create database %s owner %s".formatted(database.name(), database.owner()));
            }
            statement.execute("revoke all on database %s from public".formatted(database.name()));
            for (String user : database.users()) {
                statement.execute("grant connect on database %s to %s".formatted(database.name(), user));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database %s could not be made.".formatted(database.name()), e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl("postgres"), server.superuser(), server.superuserPassword());
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
