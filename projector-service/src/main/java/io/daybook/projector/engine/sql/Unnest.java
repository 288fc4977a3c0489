package io.daybook.projector.engine.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement that takes them as one array a column, for {@code unnest}: one statement for any number of rows.
 *
 * @param <T> type that a row is made of
 */
public final class Unnest<T> implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement statement;
    private final Collection<T> rows;
    private int bound;

    private Unnest(Connection connection, PreparedStatement statement, Collection<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    /** Prepares a statement for these rows. */
    public static <T> Unnest<T> into(Connection connection, String sql, Collection<T> rows) throws SQLException {
        return new Unnest<>(connection, connection.prepareStatement(sql), rows);
    }

    /** Binds the next column. */
    public Unnest<T> column(String type, Function<? super T, ? extends @Nullable Object> field) throws SQLException {
        var values = new @Nullable Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        statement.setArray(++bound, connection.createArrayOf(type, values));
        return this;
    }

    /** The bound statement. */
    public PreparedStatement statement() {
        return statement;
    }

    /** Executes the bound statement, unless there are no rows. */
    public void execute() throws SQLException {
        if (!rows.isEmpty()) {
            statement.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
