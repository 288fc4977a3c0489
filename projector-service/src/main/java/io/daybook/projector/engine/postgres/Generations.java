package io.daybook.projector.engine.postgres;

import io.daybook.projector.engine.projection.Checkpoint;
import io.daybook.projector.engine.rebuild.Generation;
import io.daybook.projector.engine.rebuild.RebuildSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The generations of one view: schemas of its database. The one named as the view serves; readers and consumers find it by that
 * name, so that renaming schemas is all that a swap is.
 */
final class Generations {

    /** Not by to_regclass: it fails in schemas that are closed to this role, and a plan is free to ask it of all schemas first. */
    private static final String NAMES = """
            select nspname
            from pg_namespace
            where (nspname in (?, ?, ?) or nspname like ?)
              and exists (select
                          from pg_class
                          where relnamespace = pg_namespace.oid
                            and relname = 'generation')
            order by nspname
            """;

    private static final String READ = """
            select number,
                   made_at,
                   is_ready,
                   source,
                   until_position,
                   (select coalesce(max(position), 0)
                    from checkpoints) as position,
                   (select coalesce(sum(pg_total_relation_size(oid)), 0)
                    from pg_class
                    where relnamespace = current_schema()::regnamespace
                      and relkind = 'r') as bytes
            from generation
            """;

    private static final String EVENTS_IN = """
            select coalesce(sum(next_offset), 0) as events
            from checkpoints
            """;

    private static final String LOG_POSITION = """
            select log_position
            from generation
            """;

    private static final String TAKEN_FROM_LOG = """
            update generation
            set log_position = ?
            """;

    private static final String BEGIN = """
            update generation
            set number         = ?,
                is_ready       = false,
                is_cancelled   = false,
                source         = ?,
                until_position = ?
            """;

    private static final String READY = """
            update generation
            set is_ready = true
            """;

    private static final String CANCEL = """
            update generation
            set is_cancelled = true
            """;

    private static final String RESUME = """
            update generation
            set is_cancelled = false
            """;

    private static final String IS_CANCELLED = """
            select is_cancelled
            from generation
            """;

    private static final String LOOK_INTO = """
            select set_config('search_path', quote_ident(?), true)
            """;

    private final String view;
    private final DataSource dataSource;
    private final CheckpointStore checkpoints = new CheckpointStore();

    /**
     * The generations of a view.
     *
     * @param dataSource of connections that look into the one that serves
     */
    Generations(String view, DataSource dataSource) {
        this.view = view;
        this.dataSource = dataSource;
    }

    /** The schema in which the next one is built. */
    String next() {
        return view + "_next";
    }

    /** The schema of the one that served before, as long as it is kept. */
    String previous() {
        return view + "_previous";
    }

    /** The schema of a view of the past. */
    String at(long position) {
        return view + "_at_" + position;
    }

    private String goingOut() {
        return view + "_going_out";
    }

    /** All of them. */
    List<Generation> list() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            var generations = new ArrayList<Generation>();
            for (String name : names(connection)) {
                generations.add(read(connection, name));
            }
            return generations;
        }
    }

    Optional<Generation> find(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return names(connection).contains(name) ? Optional.of(read(connection, name)) : Optional.empty();
        }
    }

    /** The one that serves. */
    Generation serving() throws SQLException {
        return find(view).orElseThrow(() -> new SQLException("The view %s is not there yet.".formatted(view)));
    }

    /** Checkpoints of the one that serves. */
    Map<Integer, Checkpoint> servingCheckpoints() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return checkpoints.read(connection);
        }
    }

    private List<String> names(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(NAMES)) {
            statement.setString(1, view);
            statement.setString(2, next());
            statement.setString(3, previous());
            statement.setString(4, view.replace("_", "\\_") + "\\_at\\_%");
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString("nspname"));
                }
            }
        }
        return names;
    }

    /** Makes the names in this transaction's statements mean the tables of that schema. */
    static void lookInto(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK_INTO)) {
            statement.setString(1, schema);
            statement.execute();
        }
    }

    private Generation read(Connection connection, String name) throws SQLException {
        lookInto(connection, name);
        try (PreparedStatement statement = connection.prepareStatement(READ);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("The generation %s has lost its row.".formatted(name));
            }
            return new Generation(
                    name,
                    row.getLong("number"),
                    row.getObject("made_at", OffsetDateTime.class).toInstant(),
                    name.equals(view),
                    row.getBoolean("is_ready"),
                    RebuildSource.valueOf(row.getString("source")),
                    row.getObject("until_position", Long.class),
                    row.getLong("position"),
                    row.getLong("bytes"));
        }
    }

    /** Counts the records of the topic that one has taken in. */
    long eventsIn(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lookInto(connection, name);
            try (PreparedStatement statement = connection.prepareStatement(EVENTS_IN);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong("events") : 0;
            }
        }
    }

    /**
     * Marks a schema whose tables have just been made as the next generation in number, not ready yet.
     *
     * @param connection looks into that schema from here on
     */
    void begin(Connection connection, String name, RebuildSource source, @Nullable Long untilPosition)
            throws SQLException {
        long number = 0;
        for (String other : names(connection)) {
            number = Math.max(number, read(connection, other).number());
        }
        lookInto(connection, name);
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setLong(1, number + 1);
            statement.setString(2, source.name());
            statement.setObject(3, untilPosition, Types.BIGINT);
            statement.executeUpdate();
        }
    }

    /** The last log position that one has taken in from the log itself, 0 before the first. */
    long logPosition(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lookInto(connection, name);
            try (PreparedStatement statement = connection.prepareStatement(LOG_POSITION);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong("log_position") : 0;
            }
        }
    }

    /** Notes up to where one has taken the log in. */
    void takenFromLog(String name, long position) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lookInto(connection, name);
            try (PreparedStatement statement = connection.prepareStatement(TAKEN_FROM_LOG)) {
                statement.setLong(1, position);
                statement.executeUpdate();
            }
            connection.commit();
        }
    }

    /** Tells whether one has a later event of any stream than the one that serves. */
    boolean isAhead(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                                select exists (select
                                               from %s.streams built
                                               left join %s.streams serving on serving.stream_id = built.stream_id
                                               where built.version > coalesce(serving.version, 0)) as is_ahead
                                """.formatted(quoted(name), quoted(view)));
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean("is_ahead");
        }
    }

    void markReady(String name) throws SQLException {
        update(name, READY);
    }

    /** Takes a request to stop back, before it is built on. */
    void resume(String name) throws SQLException {
        update(name, RESUME);
    }

    /** Asks whoever builds it, on whichever instance, to stop. */
    void markCancelled(String name) throws SQLException {
        update(name, CANCEL);
    }

    private void update(String name, String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lookInto(connection, name);
            execute(connection, sql);
            connection.commit();
        }
    }

    boolean isCancelled(String name) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lookInto(connection, name);
            try (PreparedStatement statement = connection.prepareStatement(IS_CANCELLED);
                    ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean("is_cancelled");
            }
        }
    }

    /** Drops one, if it is there; never the one that serves. */
    void drop(String name) throws SQLException {
        if (name.equals(view)) {
            throw new IllegalArgumentException("The generation that serves cannot be dropped.");
        }
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, "drop schema if exists %s cascade".formatted(quoted(name)));
            connection.commit();
        }
    }

    /** Lets that one serve, and keeps the one that did as the previous one; all or nothing, at the commit. */
    void swap(Connection connection, String incoming) throws SQLException {
        rename(connection, view, goingOut());
        rename(connection, incoming, view);
        rename(connection, goingOut(), previous());
    }

    private static void rename(Connection connection, String from, String to) throws SQLException {
        execute(connection, "alter schema %s rename to %s".formatted(quoted(from), quoted(to)));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String quoted(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
