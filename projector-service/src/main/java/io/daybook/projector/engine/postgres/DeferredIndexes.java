package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.View;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Indexes that a generation in the making does without until the bulk of the events is in: made at once they cost a fraction.
 * Primary keys, other constraints and what the view applies events by are there from the start.
 */
final class DeferredIndexes {

    private static final String DEFERRABLE = """
            select index_class.relname,
                   pg_get_indexdef(pg_index.indexrelid) as definition
            from pg_index
            join pg_class index_class on index_class.oid = pg_index.indexrelid
            join pg_class table_class on table_class.oid = pg_index.indrelid
            where table_class.relnamespace = current_schema()::regnamespace
              and table_class.relname <> all (?::text[])
              and index_class.relname <> all (?::text[])
              and not exists (select
                              from pg_constraint
                              where conindid = pg_index.indexrelid)
            order by index_class.relname
            """;

    private static final String REMEMBER = """
            update generation
            set deferred_indexes = ?
            """;

    private static final String RECALL = """
            select unnest(deferred_indexes) as definition
            from generation
            """;

    private DeferredIndexes() {}

    /** Drops them in the connection's schema and remembers there how to make them. */
    static void drop(Connection connection, View view) throws SQLException {
        var names = new ArrayList<String>();
        var definitions = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(DEFERRABLE)) {
            statement.setArray(1, connection.createArrayOf("text", SchemaComparison.ENGINE_TABLES.toArray()));
            Set<String> needed = view.indexesForApply();
            statement.setArray(2, connection.createArrayOf("text", needed.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString("relname"));
                    definitions.add(rows.getString("definition"));
                }
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setArray(1, connection.createArrayOf("text", definitions.toArray()));
            statement.executeUpdate();
        }
        for (String name : names) {
            execute(connection, "drop index " + Generations.quoted(name));
        }
    }

    /** Makes those that were dropped, if any still are, and tells the planner about the tables. */
    static void create(Connection connection) throws SQLException {
        var definitions = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(RECALL);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                definitions.add(rows.getString("definition"));
            }
        }
        for (String definition : definitions) {
            execute(connection, definition);
        }
        try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
            statement.setArray(1, connection.createArrayOf("text", new String[0]));
            statement.executeUpdate();
        }
        for (String table : tables(connection)) {
            execute(connection, "analyze " + Generations.quoted(table));
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement("""
                        select relname
                        from pg_class
                        where relnamespace = current_schema()::regnamespace
                          and relkind = 'r'
                        """);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString("relname"));
            }
        }
        return tables;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
