package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.rebuild.Comparison;
import io.daybook.projector.engine.rebuild.Comparison.TableComparison;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two generations of a view in Postgres: schemas of one database. */
final class SchemaComparison {

    /** Tables that the engine keeps beside a view's own; only the view's own tables are compared. */
    static final List<String> ENGINE_TABLES =
            List.of("checkpoints", "streams", "parked", "generation", "flyway_schema_history");

    private static final int EXAMPLES_MAX = 5;

    /** No table, no rows. */
    private static final Content NOTHING = new Content(0, "0");

    private static final String TABLES = """
            select relname as name
            from pg_class
            where relnamespace = ?::regnamespace
              and relkind = 'r'
              and relname <> all (?::text[])
            """;

    private static final String KEY = """
            select attname as name
            from pg_index
            join pg_attribute on attrelid = indrelid and attnum = any (indkey)
            where indrelid = ?::regclass
              and indisprimary
            order by array_position(indkey::smallint[], attnum)
            """;

    private SchemaComparison() {}

    private record Content(long rows, String sum) {}

    /** Makes a transaction that reads repeatably see what there is now. */
    static void takeSnapshot(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    /**
     * Compares two schemas.
     *
     * @param connection in a transaction that sees one state throughout
     * @param position the position of both
     */
    static Comparison of(Connection connection, String serving, String built, long position) throws SQLException {
        var servingTables = tables(connection, serving);
        var builtTables = tables(connection, built);
        var all = new TreeSet<>(servingTables);
        all.addAll(builtTables);
        var comparisons = new ArrayList<TableComparison>();
        for (String table : all) {
            boolean isInBoth = servingTables.contains(table) && builtTables.contains(table);
            Content ours = servingTables.contains(table) ? content(connection, serving, table) : NOTHING;
            Content theirs = builtTables.contains(table) ? content(connection, built, table) : NOTHING;
            boolean isEqual = isInBoth && ours.equals(theirs);
            List<String> examples = isEqual || !isInBoth ? List.of() : examples(connection, serving, built, table);
            comparisons.add(new TableComparison(table, isEqual, ours.rows(), theirs.rows(), examples));
        }
        return Comparison.of(position, comparisons);
    }

    /** A view's own tables in a schema. */
    static List<String> tables(Connection connection, String schema) throws SQLException {
        return names(
                connection,
                TABLES,
                Generations.quoted(schema),
                connection.createArrayOf("text", ENGINE_TABLES.toArray()));
    }

    /** Its sum is the same for the same rows in any order: that of a hash of each row whole. */
    private static Content content(Connection connection, String schema, String table) throws SQLException {
        String sql = """
                select count(*)                                                      as rows,
                       coalesce(sum(hashtextextended(r::text, 0)::numeric), 0)::text as sum
                from %s.%s r
                """.formatted(Generations.quoted(schema), Generations.quoted(table));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Content(row.getLong("rows"), row.getString("sum"));
        }
    }

    private static List<String> examples(Connection connection, String serving, String built, String table)
            throws SQLException {
        String ours = Generations.quoted(serving) + "." + Generations.quoted(table);
        String theirs = Generations.quoted(built) + "." + Generations.quoted(table);
        String key = names(connection, KEY, theirs, null).stream()
                .map(column -> "r." + Generations.quoted(column))
                .collect(Collectors.joining(", "));
        String keyText = key.isEmpty() ? "r::text" : "concat_ws(' ', %s)".formatted(key);
        String sql = """
                select coalesce(ours.key, theirs.key) as name
                from (select %3$s as key, r::text as content from %1$s r) ours
                full join (select %3$s as key, r::text as content from %2$s r) theirs on theirs.key = ours.key
                where ours.content is distinct from theirs.content
                order by 1
                limit ?
                """.formatted(ours, theirs, keyText);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, EXAMPLES_MAX);
            return names(statement);
        }
    }

    private static List<String> names(Connection connection, String sql, String first, @Nullable Array second)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, first);
            if (second != null) {
                statement.setArray(2, second);
            }
            return names(statement);
        }
    }

    private static List<String> names(PreparedStatement statement) throws SQLException {
        var names = new ArrayList<String>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString("name"));
            }
        }
        return names;
    }
}
