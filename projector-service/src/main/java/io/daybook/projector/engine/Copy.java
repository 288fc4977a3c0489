package io.daybook.projector.engine;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Inserts rows by COPY: the fastest way into a table whose rows are only ever added. A row that is there already fails the
 * batch.
 *
 * @param <T> what a row is made of
 */
public final class Copy<T> {

    /** A row of any view takes some hundred characters. */
    private static final int ROW_LENGTH_GUESS = 512;

    private final Connection connection;
    private final String table;
    private final Collection<T> rows;
    private final List<String> columns = new ArrayList<>();
    private final List<Function<? super T, ? extends @Nullable Object>> fields = new ArrayList<>();

    private Copy(Connection connection, String table, Collection<T> rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
    }

    /** Begins to copy these rows into a table. */
    public static <T> Copy<T> into(Connection connection, String table, Collection<T> rows) {
        return new Copy<>(connection, table, rows);
    }

    /** Fills a column of the table: bytes as such, all else by its text. */
    public Copy<T> column(String name, Function<? super T, ? extends @Nullable Object> field) {
        columns.add(name);
        fields.add(field);
        return this;
    }

    /** Inserts the rows, in the connection's transaction. */
    public void execute() throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String sql = "copy %s (%s) from stdin".formatted(table, String.join(", ", columns));
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text()));
        } catch (IOException e) {
            throw new SQLException("The rows could not be sent.", e);
        }
    }

    private String text() {
        var text = new StringBuilder(rows.size() * ROW_LENGTH_GUESS);
        for (T row : rows) {
            for (int i = 0; i < fields.size(); i++) {
                if (i > 0) {
                    text.append('\t');
                }
                append(text, fields.get(i).apply(row));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Object value) {
        if (value == null) {
            text.append("\\N");
        } else if (value instanceof byte[] bytes) {
            text.append("\\\\x");
            HexFormat.of().formatHex(text, bytes);
        } else {
            appendEscaped(text, value.toString());
        }
    }

    private static void appendEscaped(StringBuilder text, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(c);
            }
        }
    }
}
