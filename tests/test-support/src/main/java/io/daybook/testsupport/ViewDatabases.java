package io.daybook.testsupport;

import io.daybook.localstack.Databases;
import io.daybook.localstack.ViewCatalogue.View;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * Databases of views, one of each for a test. A name is there from the start, its database only once a test needs it: what is
 * written for hundreds of databases is what tests would wait for.
 */
public final class ViewDatabases {

    private static final String MIGRATIONS = "filesystem:../projector-service/src/main/resources/db/";

    private final Map<String, String> names;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** Databases of these views, none of them made. */
    public ViewDatabases(Collection<View> views) {
        names = views.stream().collect(Collectors.toMap(View::name, view -> TestServers.newDatabaseName()));
    }

    /** Gives a service all of these databases, made or not, as properties. */
    public List<String> properties(String role) {
        return names.keySet().stream()
                .flatMap(view -> properties(view, url(view), role).stream())
                .toList();
    }

    /** Gives a service one database, as properties. */
    public static List<String> properties(String name, String url, String role) {
        return List.of(
                "daybook.databases.%s.url=%s".formatted(name, url),
                "daybook.databases.%s.username=%s".formatted(name, role),
                "daybook.databases.%s.password=%s".formatted(name, role));
    }

    /** Makes, as {@link #makeMigrated} does, the databases of the views that a property lists; all where it is not set. */
    public void makeListedIn(String name, String... properties) {
        Stream.of(properties)
                .filter(property -> property.startsWith(name + "="))
                .map(property -> property.substring(name.length() + 1).split(",", -1))
                .findAny()
                .map(Stream::of)
                .orElseGet(names.keySet()::stream)
                .filter(names::containsKey)
                .forEach(this::makeMigrated);
    }

    /** The JDBC URL of a view's database. */
    public String url(String view) {
        return TestServers.postgres().jdbcUrl(name(view));
    }

    /** Makes a view's database with the tables of its migrations, unless it was made, or lost, before. */
    public void makeMigrated(String view) {
        if (made.add(view)) {
            TestServers.copyOfTemplate("view_" + view, name(view), Databases.PROJECTOR, url -> migrate(view, url));
        }
    }

    /** Makes a view's database, empty. */
    public void makeEmpty(String view) {
        made.add(view);
        new Databases(TestServers.postgres()).create(name(view), Databases.PROJECTOR);
    }

    /** Loses a view's database and ends all connections to it. */
    public void lose(String view) {
        if (made.add(view)) {
            return;
        }
        TestServers.loseDatabase(name(view));
    }

    private static void migrate(String view, String url) {
        Flyway.configure()
                .dataSource(url, Databases.PROJECTOR, Databases.PROJECTOR)
                .schemas(view)
                .defaultSchema(view)
                .createSchemas(true)
                .locations(MIGRATIONS + "engine", MIGRATIONS + view)
                .placeholders(Map.of("readerRole", Databases.QUERY, "viewSchema", view))
                .load()
                .migrate();
    }

    /** The first column of the rows that a statement of the projector's role gives, as text. */
    public List<String> query(String view, String sql) {
        return query(view, Databases.PROJECTOR, sql);
    }

    /** The first column of the rows that a statement of that role gives, as text. */
    public List<String> query(String view, String role, String sql) {
        try (Connection connection = DriverManager.getConnection(url(view) + "?currentSchema=" + view, role, role);
                Statement statement = connection.createStatement()) {
            var values = new ArrayList<String>();
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        values.add(rows.getString(1));
                    }
                }
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private String name(String view) {
        return Objects.requireNonNull(names.get(view));
    }
}
