package io.daybook.benchmark.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** The tables of a view's generation that serves. */
public final class ViewTables {

    private static final double NANOS_PER_SECOND = 1e9;

    private static final String TABLES = """
            select relname
            from   pg_class
            where  relnamespace = to_regnamespace(?)
              and  relkind = 'r'
            """;

    private final Database database;
    private final String schema;
    private final Path folder;

    /** A database, as its server's owner sees it. */
    public record Database(String url, String user, String password) {}

    /**
     * Of the view in that database.
     *
     * @param schema the schema of the generation that serves
     * @param folder folder in which its rows are kept meanwhile
     */
    public ViewTables(Database database, String schema, Path folder) {
        this.database = database;
        this.schema = schema;
        this.folder = folder;
    }

    /** Number of all rows. */
    public long rows() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            long rows = 0;
            for (String table : tables(connection)) {
                try (ResultSet count =
                        statement.executeQuery("select count(*) as n from %s.%s".formatted(schema, table))) {
                    count.next();
                    rows += count.getLong("n");
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** Copies all rows in one transaction into new tables with the same columns and indexes, and returns the rows a second. */
    public double copiedPerSecond() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = tables(connection);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            statement.execute("create schema copied");
            for (String table : tables) {
                statement.execute("create table copied.%2$s (like %1$s.%2$s including all)".formatted(schema, table));
                try (OutputStream out = Files.newOutputStream(folder.resolve(table))) {
                    copies.copyOut("copy %s.%s to stdout".formatted(schema, table), out);
                }
            }
            connection.setAutoCommit(false);
            long rows = 0;
            long began = System.nanoTime();
            for (String table : tables) {
                try (InputStream in = Files.newInputStream(folder.resolve(table))) {
                    rows += copies.copyIn("copy copied.%s from stdin".formatted(table), in);
                }
            }
            connection.commit();
            double seconds = (System.nanoTime() - began) / NANOS_PER_SECOND;
            statement.execute("drop schema copied cascade");
            connection.commit();
            return rows / seconds;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> tables(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, schema);
            try (ResultSet rows = statement.executeQuery()) {
                var tables = new ArrayList<String>();
                while (rows.next()) {
                    tables.add(rows.getString("relname"));
                }
                return tables;
            }
        }
    }
}
