package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.VerifiedTables;
import io.daybook.projector.engine.postgres.SliceVerification.StreamRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Temporary tables of the same form as a view's, into which streams are folded from the log, and their comparison with the
 * view's. They hide the view's tables from the one connection that has them, are empty after each transaction, and are gone
 * with the connection. That writes in read-only transactions: Postgres lets it write nothing else.
 */
final class FoldedTables {

    /** So many names of rows are told apart in a table and a slice: a view that is wrong altogether must not fill the memory. */
    private static final int NAMES_MAX = 1_000;

    private static final String POSITIONS = "folded_positions";

    private static final String HIDE_VIEW = """
            select set_config('search_path', 'pg_temp, ' || quote_ident(?), false)
            """;

    private static final String MAKE_POSITIONS = """
            create temporary table %s (position bigint primary key)
            on commit delete rows
            """.formatted(POSITIONS);

    private static final String TAKE_POSITIONS = """
            insert into %s (position)
            select *
            from unnest(?::bigint[])
            """.formatted(POSITIONS);

    private static final String OF_STREAMS = """
            with kept as (
                select r.%3$s as key,
                       r::text as content
                from %1$s.%2$s r
                where r.%3$s between ? and ?
            ),
            folded as (
                select r.%3$s as key,
                       r::text as content
                from pg_temp.%2$s r
            )
            """;

    private static final String OF_POSITIONS = """
            with kept as (
                select r.%3$s as key,
                       r::text as content
                from folded_positions
                join %1$s.%2$s r on r.%3$s = folded_positions.position
            ),
            folded as (
                select r.%3$s as key,
                       r::text as content
                from pg_temp.%2$s r
            )
            """;

    private static final String DIFFERENT = """
            select distinct key::text as name
            from (
                (select * from kept except all select * from folded)
                union all
                (select * from folded except all select * from kept)
            ) as one_sided
            order by name
            limit %d
            """.formatted(NAMES_MAX);

    private final Connection connection;
    private final String schema;
    private final VerifiedTables tables;

    private FoldedTables(Connection connection, String view, VerifiedTables tables) {
        this.connection = connection;
        this.schema = Generations.quoted(view);
        this.tables = tables;
    }

    /** Makes them, and sees to it that the connection writes nothing else from here on. */
    static FoldedTables make(Connection connection, String view, VerifiedTables tables) throws SQLException {
        Set<String> there = Set.copyOf(SchemaComparison.tables(connection, view));
        if (!there.equals(tables.names())) {
            throw new IllegalStateException("The view has the tables %s, and says of %s how they are verified."
                    .formatted(new TreeSet<>(there), new TreeSet<>(tables.names())));
        }
        var folded = new FoldedTables(connection, view, tables);
        try (PreparedStatement statement = connection.prepareStatement(HIDE_VIEW)) {
            statement.setString(1, view);
            statement.execute();
        }
        for (String table : there) {
            folded.execute("""
                    create temporary table %2$s (like %1$s.%2$s including all)
                    on commit delete rows
                    """.formatted(folded.schema, Generations.quoted(table)));
        }
        folded.execute(MAKE_POSITIONS);
        connection.commit();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return folded;
    }

    /** Takes the rows of the shared tables over, before anything is folded. */
    void seed() throws SQLException {
        for (String table : tables.shared()) {
            execute("""
                    insert into pg_temp.%2$s
                    select *
                    from %1$s.%2$s
                    """.formatted(schema, Generations.quoted(table)));
        }
    }

    /** Notes the positions of events of the streams that are compared. */
    void takePositions(Collection<Long> positions) throws SQLException {
        if (tables.byPosition().isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(TAKE_POSITIONS)) {
            statement.setArray(1, connection.createArrayOf("bigint", positions.toArray()));
            statement.executeUpdate();
        }
    }

    /** Tables and keys of the rows that the view has otherwise, of these streams. */
    SequencedSet<String> differences(StreamRange range) throws SQLException {
        var names = new LinkedHashSet<String>();
        for (Map.Entry<String, String> table : tables.byStream().entrySet()) {
            addNames(names, table.getKey(), sql(OF_STREAMS + DIFFERENT, table), List.of(range.first(), range.last()));
        }
        for (Map.Entry<String, String> table : tables.byPosition().entrySet()) {
            addNames(names, table.getKey(), sql(OF_POSITIONS + DIFFERENT, table), List.of());
        }
        for (String table : tables.shared()) {
            String sql = """
                    select row_number() over ()::text as name
                    from (
                        select r::text
                        from pg_temp.%2$s r
                        except
                        select r::text
                        from %1$s.%2$s r
                    ) as missing
                    limit %3$d
                    """.formatted(schema, Generations.quoted(table), NAMES_MAX);
            addNames(names, table, sql, List.of());
        }
        return names;
    }

    /** Tables and keys of rows at positions that the log does not have. */
    SequencedSet<String> outsideOfLog(long head) throws SQLException {
        var names = new LinkedHashSet<String>();
        for (Map.Entry<String, String> table : tables.byPosition().entrySet()) {
            String sql = """
                    select %3$s::text as name
                    from %1$s.%2$s
                    where %3$s < 1
                       or %3$s > ?
                    order by name
                    limit %4$d
                    """.formatted(
                    schema, Generations.quoted(table.getKey()), Generations.quoted(table.getValue()), NAMES_MAX);
            addNames(names, table.getKey(), sql, List.of(head));
        }
        return names;
    }

    private String sql(String template, Map.Entry<String, String> table) {
        return template.formatted(schema, Generations.quoted(table.getKey()), Generations.quoted(table.getValue()));
    }

    private void addNames(SequencedSet<String> names, String table, String sql, List<?> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(table + " " + rows.getString("name"));
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
