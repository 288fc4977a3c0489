package io.daybook.command.log;

import io.daybook.localstack.Databases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;

/** Answers under idempotency keys, written into a log as the version before keys had senders wrote them. */
public final class EarlierAnswers {

    private static final String ACCEPTED = """
            insert into commands (idempotency_key, fingerprint, first_position, last_position, refusal, answered_at)
            select ?,
                   ?,
                   min(position),
                   max(position),
                   null,
                   now()
            from events
            where correlation_id = (select correlation_id
                                    from events
                                    where event_id = ?)
            """;

    private static final String REFUSED = """
            insert into commands (idempotency_key, fingerprint, first_position, last_position, refusal, answered_at)
            values (?, ?, null, null, ?::json, now())
            """;

    private final String logUrl;

    /** The answers of that log. */
    public EarlierAnswers(String logUrl) {
        this.logUrl = logUrl;
    }

    /** The operation of that event was accepted under a key; the parts are those of the request's digest. */
    public void accepted(String key, UUID eventId, String... parts) throws SQLException {
        insert(ACCEPTED, key, eventId, parts);
    }

    /** A request was refused under a key, for that reason as it was stored; the parts are those of the request's digest. */
    public void refused(String key, String refusal, String... parts) throws SQLException {
        insert(REFUSED, key, refusal, parts);
    }

    private void insert(String sql, String key, Object outcome, String... parts) throws SQLException {
        byte[][] bytes = Stream.of(parts)
                .map(part -> part.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, key);
            statement.setBytes(2, Fingerprint.of(bytes).bytes());
            statement.setObject(3, outcome);
            statement.executeUpdate();
        }
    }
}
