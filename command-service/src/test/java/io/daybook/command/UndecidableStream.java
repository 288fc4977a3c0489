package io.daybook.command;

import io.daybook.localstack.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Makes streams that no command can be decided on: their last event is of a type that the program does not know. */
public final class UndecidableStream {

    private UndecidableStream() {}

    /** Puts an account with that id into the log, opened as another was. */
    public static void likeAccount(String logUrl, UUID account, UUID opened) {
        try (Connection connection = DriverManager.getConnection(logUrl, Databases.LOG_OWNER, Databases.LOG_OWNER);
                Statement statement = connection.createStatement()) {
            // Written as the log's owner; the head moves to them, as the appender goes on from its hash.
            int changed = statement.executeUpdate("""
            with head as (
                select position
                from log_head
                for update
            ), added as (
                insert into events (position, stream_id, stream_version, event_id, type, schema_version, payload,
                                    effective_date, recorded_at, actor, correlation_id, hash)
                select head.position + version,
                       '%1$s',
                       version,
                       gen_random_uuid(),
                       case version when 1 then opened.type else 'FromTheFuture' end,
                       opened.schema_version,
                       opened.payload,
                       opened.effective_date,
                       opened.recorded_at,
                       opened.actor,
                       gen_random_uuid(),
                       sha256(convert_to('%1$s' || version, 'UTF8'))
                from head
                cross join generate_series(1, 2) as version
                cross join events opened
                where opened.stream_id = '%2$s'
                  and opened.stream_version = 1
                returning position,
                          hash
            )
            update log_head
            set position = added.position,
                hash     = added.hash
            from added
            where added.position = (select max(position) from added)
            """.formatted(account, opened));
            if (changed != 1) {
                throw new IllegalStateException("There is no account %s.".formatted(opened));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
