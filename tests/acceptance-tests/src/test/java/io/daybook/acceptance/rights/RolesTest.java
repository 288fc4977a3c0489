package io.daybook.acceptance.rights;

import static io.daybook.localstack.Databases.COMMAND;
import static io.daybook.localstack.Databases.KEYS;
import static io.daybook.localstack.Databases.KEYS_OWNER;
import static io.daybook.localstack.Databases.LOG;
import static io.daybook.localstack.Databases.LOG_OWNER;
import static io.daybook.localstack.Databases.LOG_READER;
import static io.daybook.localstack.Databases.PROJECTOR;
import static io.daybook.localstack.Databases.QUERY;
import static io.daybook.localstack.Databases.READS;
import static io.daybook.localstack.Databases.READS_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.localstack.Databases;
import io.daybook.localstack.LocalPostgres;
import io.daybook.localstack.PostgresServer;
import io.daybook.localstack.ViewCatalogue;
import io.daybook.localstack.ViewCatalogue.View;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rights of each role in each database of the suite, with the tables that the services' migrations make: everything is
 * tried, as that role, and what is refused is refused by Postgres. A new table, or a database that is neither listed here nor
 * a catalogued view's, fails this test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolesTest {

    private static final ViewCatalogue CATALOGUE = ViewCatalogue.of(Path.of("../.."));

    private static final String PERMISSION_DENIED = "42501";

    private static final List<String> ROLES =
            List.of(LOG_OWNER, COMMAND, LOG_READER, PROJECTOR, QUERY, READS_OWNER, KEYS_OWNER);

    /** Views whose database no service but the projector-service reads. */
    private static final Set<String> UNREAD_VIEWS = Set.of("webhooks");

    /** Roles that may connect, by database. No other pair of the suite's databases and roles goes together. */
    private static final Map<String, Set<String>> ADMITTED = admitted();

    /** Rights of the command-service. Nothing that was recorded can be changed or removed. */
    private static final Map<String, String> RIGHTS_IN_THE_LOG = Map.ofEntries(
            Map.entry("public.events", "select insert"),
            Map.entry("public.commands", "select insert"),
            Map.entry("public.snapshots", "select insert update"),
            Map.entry("public.log_head", "select update"),
            Map.entry("public.relay_checkpoint", "select update"),
            Map.entry("public.relay_replays", "select insert update"),
            Map.entry("public.imports", "select insert update"),
            Map.entry("public.import_refusals", "select insert delete"),
            Map.entry("public.interest_runs", "select insert update"),
            Map.entry("public.due_events", "select insert update(due_at,failures) delete"),
            Map.entry("public.merkle_nodes", "select insert"),
            Map.entry("public.signed_heads", "select insert update(published_at)"),
            Map.entry("public.log_verifications", "select insert update"),
            Map.entry("public.flyway_schema_history", "select"));

    /** Tables that are read by whoever compares views with the log. */
    private static final Set<String> READ_IN_THE_LOG = Set.of("public.events", "public.log_head");

    /** Rights of the query-service where reads are recorded. */
    private static final Map<String, String> RIGHTS_IN_THE_READS = Map.of(
            "reads.reads",
            "select insert",
            "reads.flyway_schema_history",
            "select",
            "operations.operations",
            "select insert",
            "operations.outcomes",
            "select insert",
            "operations.flyway_schema_history",
            "select");

    /** Rights of the services whose administrative acts are recorded beside the reads. */
    private static final Map<String, String> RIGHTS_TO_RECORD_ACTS = Map.of(
            "reads.reads",
            "",
            "reads.flyway_schema_history",
            "",
            "operations.operations",
            "insert",
            "operations.outcomes",
            "insert",
            "operations.flyway_schema_history",
            "select");

    /** Rights of the command-service in the key store; a destroyed key stays known. */
    private static final Map<String, String> RIGHTS_IN_THE_KEYS = Map.of(
            "keys.keys",
            "select insert update(wrapped,master_key,destroyed_at)",
            "keys.index_key",
            "select insert update(wrapped,master_key)",
            "keys.rewraps",
            "select insert update(requested_by,requested_at,failed,trouble)",
            "keys.denied_callers",
            "select insert update(reason,denied_by,denied_until) delete",
            "keys.flyway_schema_history",
            "select");

    /** Rights of the other services in the key store. */
    private static final Map<String, String> RIGHTS_OF_READERS_OF_KEYS = Map.of(
            "keys.keys",
            "select",
            "keys.index_key",
            "select",
            "keys.rewraps",
            "",
            "keys.denied_callers",
            "select",
            "keys.flyway_schema_history",
            "select");

    /** Tables of each view that are the projector-service's own. */
    private static final Set<String> HIDDEN_IN_A_VIEW = Set.of("parked", "generation");

    /** Connections by database and role: a new one for each of thousands of statements is what the test would wait for. */
    private final Map<String, Connection> connections = new HashMap<>();

    private PostgresServer server;

    private static Map<String, Set<String>> admitted() {
        var admitted = new HashMap<>(Map.of(
                LOG,
                Set.of(LOG_OWNER, COMMAND, LOG_READER),
                READS,
                Set.of(READS_OWNER, COMMAND, PROJECTOR, QUERY),
                KEYS,
                Set.of(KEYS_OWNER, COMMAND, PROJECTOR, QUERY),
                "postgres",
                Set.<String>of(),
                "template1",
                Set.<String>of()));
        for (View view : CATALOGUE.views()) {
            admitted.put(
                    "daybook_" + view.name(),
                    UNREAD_VIEWS.contains(view.name()) ? Set.of(PROJECTOR) : Set.of(PROJECTOR, QUERY));
        }
        return Map.copyOf(admitted);
    }

    @BeforeAll
    void start() {
        server = LocalPostgres.temporary();
        new Databases(server).createAll(CATALOGUE);
        migrate(LOG, LOG_OWNER, "public", Map.of("runtimeRole", COMMAND), "command-service/src/main/resources/db/log");
        migrate(
                READS,
                READS_OWNER,
                "reads",
                Map.of("runtimeRole", QUERY),
                "platform/access/src/main/resources/db/reads");
        migrate(
                READS,
                READS_OWNER,
                "operations",
                Map.of("runtimeRole", QUERY),
                "platform/access/src/main/resources/db/operations");
        migrate(
                KEYS,
                KEYS_OWNER,
                "keys",
                Map.of("runtimeRole", COMMAND),
                "platform/personal-data/src/main/resources/db/keys");
        for (View view : CATALOGUE.views()) {
            migrate(
                    view.database(),
                    PROJECTOR,
                    view.name(),
                    Map.of("readerRole", QUERY, "viewSchema", view.name()),
                    "projector-service/src/main/resources/db/engine",
                    "projector-service/src/main/resources/db/" + view.name());
        }
    }

    private void migrate(
            String database, String owner, String schema, Map<String, String> placeholders, String... folders) {
        Flyway.configure()
                .dataSource(server.jdbcUrl(database), owner, owner)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations(Arrays.stream(folders)
                        .map(folder -> "filesystem:../../" + folder)
                        .toArray(String[]::new))
                .placeholders(placeholders)
                .load()
                .migrate();
    }

    @AfterAll
    void stop() throws Exception {
        for (Connection connection : connections.values()) {
            connection.close();
        }
        server.close();
    }

    @Test
    void the_table_has_every_database_of_the_server() throws SQLException {
        assertThat(new TreeSet<>(asSuperuser("postgres", "select datname from pg_database where datallowconn")))
                .isEqualTo(new TreeSet<>(ADMITTED.keySet()));
    }

    private static Stream<String> databases() {
        return ADMITTED.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_database_admits_whom_the_table_says_and_nobody_else(String database) throws SQLException {
        for (String role : ROLES) {
            assertThat(isAdmitted(database, role))
                    .as("%s in %s", role, database)
                    .isEqualTo(ADMITTED.getOrDefault(database, Set.of()).contains(role));
        }
    }

    @Test
    void the_command_service_adds_to_the_log_and_changes_nothing_that_was_recorded() throws SQLException {
        assertThat(rights(LOG, COMMAND)).isEqualTo(new TreeMap<>(RIGHTS_IN_THE_LOG));
    }

    @Test
    void whoever_compares_views_with_the_log_reads_events_and_their_head_and_writes_nothing() throws SQLException {
        Map<String, String> rights = rights(LOG, LOG_READER);

        assertThat(rights.keySet()).isEqualTo(RIGHTS_IN_THE_LOG.keySet());
        rights.forEach((table, verbs) ->
                assertThat(verbs).as(table).isEqualTo(READ_IN_THE_LOG.contains(table) ? "select" : ""));
    }

    @Test
    void the_query_service_adds_to_the_reads_and_changes_none() throws SQLException {
        assertThat(rights(READS, QUERY)).isEqualTo(new TreeMap<>(RIGHTS_IN_THE_READS));
    }

    @Test
    void the_other_services_add_to_the_record_of_administrative_acts_and_read_nothing_there() throws SQLException {
        assertThat(rights(READS, COMMAND)).isEqualTo(new TreeMap<>(RIGHTS_TO_RECORD_ACTS));
        assertThat(rights(READS, PROJECTOR)).isEqualTo(new TreeMap<>(RIGHTS_TO_RECORD_ACTS));
    }

    @Test
    void the_command_service_makes_and_destroys_keys_and_the_others_only_read_them() throws SQLException {
        assertThat(rights(KEYS, COMMAND)).isEqualTo(new TreeMap<>(RIGHTS_IN_THE_KEYS));
        assertThat(rights(KEYS, PROJECTOR)).isEqualTo(new TreeMap<>(RIGHTS_OF_READERS_OF_KEYS));
        assertThat(rights(KEYS, QUERY)).isEqualTo(new TreeMap<>(RIGHTS_OF_READERS_OF_KEYS));
    }

    private static Stream<String> queriedViews() {
        return CATALOGUE.queriedViews().stream().map(View::name);
    }

    @ParameterizedTest
    @MethodSource("queriedViews")
    void the_query_service_reads_a_view_and_writes_nothing_in_it(String view) throws SQLException {
        Map<String, String> rights = rights(Databases.view(view), QUERY);

        assertThat(rights).hasSizeGreaterThan(HIDDEN_IN_A_VIEW.size());
        rights.forEach((table, verbs) -> assertThat(verbs)
                .as(table)
                .isEqualTo(HIDDEN_IN_A_VIEW.contains(table.substring(table.indexOf('.') + 1)) ? "" : "select"));
    }

    @Test
    void no_service_makes_anything_in_a_database_that_it_does_not_own() throws SQLException {
        for (String database : ADMITTED.keySet()) {
            for (String role : List.of(COMMAND, LOG_READER, QUERY)) {
                if (!isAdmitted(database, role)) {
                    continue;
                }
                for (String schema : schemas(database)) {
                    String statement = "create table %s.made_by_a_service (id int)".formatted(schema);
                    assertThat(isAllowed(database, role, statement))
                            .as("%s in %s: %s", role, database, statement)
                            .isFalse();
                }
                assertThat(isAllowed(database, role, "create temporary table made_by_a_service (id int)"))
                        .isFalse();
                assertThat(isAllowed(database, role, "create schema made_by_a_service"))
                        .isFalse();
            }
        }
    }

    @Test
    void no_role_of_the_suite_is_more_than_a_plain_one() throws SQLException {
        assertThat(asSuperuser("postgres", """
                        select rolname
                        from pg_roles
                        where rolname like 'daybook%'
                          and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)""")).isEmpty();
        assertThat(asSuperuser("postgres", """
                        select member::regrole::text
                        from pg_auth_members
                        where member::regrole::text like 'daybook%'""")).isEmpty();
    }

    /** By table, what that role may do with it, in the order select, insert, update, delete, truncate. */
    private Map<String, String> rights(String database, String role) throws SQLException {
        var rights = new TreeMap<String, String>();
        for (String table : tables(database)) {
            var verbs = new ArrayList<String>();
            if (isAllowed(database, role, "select count(*) from %s where false".formatted(table))) {
                verbs.add("select");
            }
            if (isAllowed(database, role, "insert into %s default values".formatted(table))) {
                verbs.add("insert");
            }
            updatable(database, role, table, verbs);
            if (isAllowed(database, role, "delete from %s where false".formatted(table))) {
                verbs.add("delete");
            }
            if (isAllowed(database, role, "truncate %s".formatted(table))) {
                verbs.add("truncate");
            }
            rights.put(table, String.join(" ", verbs));
        }
        return rights;
    }

    private void updatable(String database, String role, String table, List<String> verbs) throws SQLException {
        List<String> columns = columns(database, table);
        var allowed = new ArrayList<String>();
        for (String column : columns) {
            if (isAllowed(database, role, "update %s set %s = default where false".formatted(table, column))) {
                allowed.add(column);
            }
        }
        if (allowed.equals(columns)) {
            verbs.add("update");
        } else if (!allowed.isEmpty()) {
            verbs.add(allowed.stream().collect(Collectors.joining(",", "update(", ")")));
        }
    }

    private List<String> tables(String database) throws SQLException {
        return asSuperuser(database, """
                select format('%I.%I', n.nspname, c.relname)
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f')
                  and n.nspname not like 'pg#_%' escape '#'
                  and n.nspname <> 'information_schema'
                order by 1""");
    }

    private List<String> columns(String database, String table) throws SQLException {
        return asSuperuser(database, """
                select quote_ident(attname)
                from pg_attribute
                where attrelid = '%s'::regclass
                  and attnum > 0
                  and not attisdropped
                order by attnum""".formatted(table));
    }

    private List<String> schemas(String database) throws SQLException {
        return asSuperuser(database, """
                select quote_ident(nspname)
                from pg_namespace
                where nspname not like 'pg#_%' escape '#'
                  and nspname <> 'information_schema'""");
    }

    private List<String> asSuperuser(String database, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        server.jdbcUrl(database), server.superuser(), server.superuserPassword());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private boolean isAdmitted(String database, String role) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database), role, role)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if (PERMISSION_DENIED.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Tries the statement, and leaves no trace of it; it may fail for another reason than a right that is missing. */
    private boolean isAllowed(String database, String role, String sql) throws SQLException {
        Connection connection = connection(database, role);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            return !PERMISSION_DENIED.equals(e.getSQLState());
        } finally {
            connection.rollback();
        }
    }

    private Connection connection(String database, String role) throws SQLException {
        String key = database + " " + role;
        Connection open = connections.get(key);
        if (open == null) {
            open = DriverManager.getConnection(server.jdbcUrl(database), role, role);
            open.setAutoCommit(false);
            connections.put(key, open);
        }
        return open;
    }
}
