package io.daybook.command.integrity;

import io.daybook.events.EventRow;
import io.daybook.events.Hash;
import io.daybook.events.HashChain;
import io.daybook.events.RecordedEvent;
import io.daybook.testsupport.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A superuser of the log's database, whom no trigger and no role keeps from anything. */
final class Superuser {

    private static final String EVERYTHING = "position, stream_id, stream_version, event_id, type, schema_version,"
            + " payload, effective_date, recorded_at, actor, reason, purpose, correlation_id, causation_id, metadata, hash";

    private final String logUrl;

    Superuser(String logUrl) {
        this.logUrl = logUrl;
    }

    /** Gives an event another actor and computes every hash from there on, and the log's head, as the appender would have. */
    void rewritesFrom(long position) throws SQLException {
        List<RecordedEvent> events = new ArrayList<>();
        does("update events set actor = 'mallory' where position = " + position);
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select %s from events order by position".formatted(EVERYTHING))) {
            while (rows.next()) {
                events.add(EventRow.read(rows));
            }
        }
        Hash hash = Hash.NONE;
        try (Connection connection = connection();
                PreparedStatement update =
                        connection.prepareStatement("update events set hash = ? where position = ?")) {
            for (RecordedEvent event : events) {
                hash = HashChain.next(hash, event);
                update.setBytes(1, hash.bytes());
                update.setLong(2, event.position());
                update.executeUpdate();
            }
        }
        does("update log_head set hash = (select hash from events order by position desc limit 1)");
    }

    void does(String statements) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    String asks(String query) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private Connection connection() throws SQLException {
        var postgres = TestServers.postgres();
        Connection connection = DriverManager.getConnection(logUrl, postgres.superuser(), postgres.superuserPassword());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
        }
        return connection;
    }
}
