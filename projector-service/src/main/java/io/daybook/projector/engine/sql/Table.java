package io.daybook.projector.engine.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Description of a table that is written: each column stands here once, and the statements come from that. Each of them takes any
 * number of rows.
 *
 * <p>Where rows are read as well, a {@link RecordTable} describes the table.
 *
 * @param <T> what a row is made of
 */
public sealed class Table<T> permits RecordTable {

    /** The types that answer to columns' types. Text is also what char and json are written as by COPY. */
    private static final Map<Class<?>, String> SQL_TYPES = Map.of(
            UUID.class, "uuid",
            String.class, "text",
            Boolean.class, "boolean",
            Short.class, "smallint",
            Integer.class, "integer",
            Long.class, "bigint",
            BigDecimal.class, "numeric",
            LocalDate.class, "date",
            Instant.class, "timestamptz",
            byte[].class, "bytea");

    /**
     * A column.
     *
     * @param type its type in Postgres
     * @param value what a row has there
     */
    record Column<T>(String name, String type, Function<? super T, ? extends @Nullable Object> value) {

        static <T> Column<T> of(String name, Class<?> type, Function<? super T, ? extends @Nullable Object> value) {
            String sqlType = SQL_TYPES.get(type);
            if (sqlType == null) {
                throw new IllegalArgumentException("No column takes a %s.".formatted(type));
            }
            return new Column<>(name, sqlType, value);
        }
    }

    /** Handling of a row that is there already: what follows on {@code do}, said of each column that is not of the key. */
    private enum OnConflict {
        REPLACE("%2$s = excluded.%2$s"),
        ADD("%2$s = %1$s.%2$s + excluded.%2$s"),
        LEAVE("");

        private final String assignment;

        OnConflict(String assignment) {
            this.assignment = assignment;
        }
    }

    private final String name;
    private final List<Column<T>> key;
    private final List<Column<T>> others;

    /** Put together once: batches are many and small. */
    private final Map<OnConflict, String> inserts = new ConcurrentHashMap<>();

    Table(String name, List<Column<T>> key, List<Column<T>> others) {
        this.name = name;
        this.key = key;
        this.others = others;
    }

    /** A table of which no column is described yet. */
    public static <T> Table<T> named(String name) {
        return new Table<>(name, List.of(), List.of());
    }

    /** The same table with one more column, which is part of its key. */
    public <V> Table<T> key(String column, Class<V> type, Function<? super T, ? extends V> value) {
        return new Table<>(name, with(key, Column.of(column, type, value)), others);
    }

    /** The same table with one more column. */
    public <V> Table<T> column(String column, Class<V> type, Function<? super T, ? extends @Nullable V> value) {
        return new Table<>(name, key, with(others, Column.of(column, type, value)));
    }

    /** Inserts rows by COPY, the fastest way. A row that is there already fails the batch. */
    public void copy(Connection connection, Collection<T> rows) throws SQLException {
        Copy.execute(connection, name, columns(), rows);
    }

    /** Inserts rows, in place of those of the same key that are there already. */
    public void upsert(Connection connection, Collection<T> rows) throws SQLException {
        insert(connection, rows, OnConflict.REPLACE);
    }

    /** Inserts rows, and adds them to those of the same key that are there already: all columns but the key are numbers. */
    public void add(Connection connection, Collection<T> rows) throws SQLException {
        insert(connection, rows, OnConflict.ADD);
    }

    /** Inserts rows, leaving those of the same key that are there already as they are. */
    public void insertMissing(Connection connection, Collection<T> rows) throws SQLException {
        insert(connection, rows, OnConflict.LEAVE);
    }

    private void insert(Connection connection, Collection<T> rows, OnConflict onConflict) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = inserts.computeIfAbsent(onConflict, this::insertOf);
        try (var statement = Unnest.into(connection, sql, rows)) {
            for (Column<T> column : columns()) {
                statement.column(column.type(), column.value());
            }
            statement.execute();
        }
    }

    /** Inserts in the order of the key, so that batches with the same rows wait for one another and never in a circle. */
    private String insertOf(OnConflict onConflict) {
        return """
                insert into %1$s (%2$s)
                select *
                from unnest(%3$s)
                  as new (%2$s)
                order by %4$s
                on conflict (%4$s) do %5$s
                """.formatted(name, names(columns()), arrays(), names(key), action(onConflict));
    }

    private String action(OnConflict onConflict) {
        return onConflict == OnConflict.LEAVE
                ? "nothing"
                : others.stream()
                        .map(column -> onConflict.assignment.formatted(name, column.name()))
                        .collect(Collectors.joining(",\n    ", "update\nset ", ""));
    }

    private String arrays() {
        return columns().stream()
                .map(column -> "?::%s[]".formatted(column.type()))
                .collect(Collectors.joining(", "));
    }

    private static String names(List<? extends Column<?>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    String name() {
        return name;
    }

    /** All columns, those of the key first. */
    List<Column<T>> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    private static <T> List<Column<T>> with(List<Column<T>> columns, Column<T> another) {
        return Stream.concat(columns.stream(), Stream.of(another)).toList();
    }
}
