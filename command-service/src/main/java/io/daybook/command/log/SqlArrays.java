package io.daybook.command.log;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Arrays of Postgres: one field of many rows as one parameter. */
final class SqlArrays {

    private SqlArrays() {}

    static <T> Array array(
            Connection connection,
            String type,
            Collection<T> rows,
            Function<? super T, ? extends @Nullable Object> field)
            throws SQLException {
        var values = new @Nullable Object[rows.size()];
        int i = 0;
        for (T row : rows) {
            values[i++] = field.apply(row);
        }
        return connection.createArrayOf(type, values);
    }

    static <T> Array byteaArray(Connection connection, List<T> rows, Function<T, byte[]> field) throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(field).toArray(byte[][]::new));
    }
}
