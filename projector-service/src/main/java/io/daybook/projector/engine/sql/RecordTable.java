package io.daybook.projector.engine.sql;

import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are records of one class, which describes it: each component is a column, {@code openedAt} the column
 * {@code opened_at}, and the first one is the key. A column that is new in such a table is a component that is new in the record.
 *
 * @param <R> the class of records
 */
public final class RecordTable<R extends Record> extends Table<R> {

    private final Class<R> rowClass;
    private final Constructor<R> constructor;
    private final List<Component> components;
    private final String find;

    /** Source of a record's value. */
    private record Component(String column, Class<?> type) {

        @Nullable
        Object read(ResultSet row, int place) throws SQLException {
            if (type != Instant.class) {
                return row.getObject(place, type);
            }
            OffsetDateTime time = row.getObject(place, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
    }

    private RecordTable(String name, Class<R> rowClass, List<Column<R>> columns) {
        super(name, columns.subList(0, 1), columns.subList(1, columns.size()));
        this.rowClass = rowClass;
        RecordComponent[] described = rowClass.getRecordComponents();
        this.components = Stream.of(described)
                .map(component -> new Component(columnName(component), boxed(component)))
                .toList();
        try {
            this.constructor = opened(rowClass.getDeclaredConstructor(
                    Stream.of(described).map(RecordComponent::getType).toArray(Class<?>[]::new)));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        Column<R> key = columns.getFirst();
        this.find = select("""
                where %s = any (?::%s[])
                """.formatted(key.name(), key.type()));
    }

    /** The table of that name, whose rows are these records. */
    public static <R extends Record> RecordTable<R> of(String name, Class<R> rowClass) {
        List<Column<R>> columns = Stream.of(rowClass.getRecordComponents())
                .map(RecordTable::<R>column)
                .toList();
        return new RecordTable<>(name, rowClass, columns);
    }

    private static <R extends Record> Column<R> column(RecordComponent component) {
        Method accessor = opened(component.getAccessor());
        return Column.of(columnName(component), boxed(component), row -> value(accessor, row));
    }

    private static @Nullable Object value(Method accessor, Record row) {
        try {
            return accessor.invoke(row);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Records are seldom public, and their views are other packages. */
    private static <A extends AccessibleObject> A opened(A member) {
        member.setAccessible(true);
        return member;
    }

    private static String columnName(RecordComponent component) {
        return component.getName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static Class<?> boxed(RecordComponent component) {
        return MethodType.methodType(component.getType()).wrap().returnType();
    }

    /**
     * A statement that reads all columns.
     *
     * @param clauses which rows, in which order: what follows on {@code from}
     */
    public String select(String clauses) {
        return """
                select %s
                from %s
                %s""".formatted(
                components.stream().map(Component::column).collect(Collectors.joining(",\n       ")), name(), clauses);
    }

    /** Rows that a statement of {@link #select} finds. */
    public List<R> rows(PreparedStatement statement) throws SQLException {
        var found = new ArrayList<R>();
        try (ResultSet rows = statement.executeQuery()) {
            int[] places = places(rows);
            while (rows.next()) {
                found.add(row(rows, places));
            }
        }
        return found;
    }

    /** The rows of these keys, as far as they are there. */
    public List<R> find(Connection connection, Collection<?> keys) throws SQLException {
        String type = columns().getFirst().type();
        try (var statement = Unnest.into(connection, find, keys)) {
            return rows(statement.column(type, value -> value).statement());
        }
    }

    /** Positions of the columns, looked up once for all rows. */
    private int[] places(ResultSet rows) throws SQLException {
        var places = new int[components.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = rows.findColumn(components.get(i).column());
        }
        return places;
    }

    private R row(ResultSet row, int[] places) throws SQLException {
        var values = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = components.get(i).read(row, places[i]);
        }
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A row of %s is no %s.".formatted(name(), rowClass.getSimpleName()), e);
        }
    }
}
