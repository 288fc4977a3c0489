package io.daybook.testsupport;

import io.daybook.localstack.Databases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of administrative acts that all tests of a process share, as its owner reads it. */
public final class RecordedActs {

    private static final String OF_ACTOR = """
            select asked.service, asked.action, asked.path, asked.about, asked.actor_kind, asked.reason,
                   asked.correlation_id, answered.status, answered.location
            from   operations.operations asked
            left   join operations.outcomes answered using (operation_id)
            where  asked.actor = ?
            order  by asked.requested_at
            """;

    private RecordedActs() {}

    /**
     * A recorded act.
     *
     * @param status status of its answer; null if none is recorded yet
     */
    public record Act(
            String service,
            String action,
            String path,
            @Nullable String about,
            String actorKind,
            @Nullable String reason,
            @Nullable String correlationId,
            @Nullable Integer status,
            @Nullable String location) {

        private static Act of(ResultSet row) throws SQLException {
            return new Act(
                    row.getString("service"),
                    row.getString("action"),
                    row.getString("path"),
                    row.getString("about"),
                    row.getString("actor_kind"),
                    row.getString("reason"),
                    row.getString("correlation_id"),
                    row.getObject("status", Integer.class),
                    row.getString("location"));
        }
    }

    /** The acts that somebody has asked for, the oldest first. */
    public static List<Act> of(String actor) {
        try (Connection connection = DriverManager.getConnection(
                        TestServers.operationsUrl(), Databases.READS_OWNER, Databases.READS_OWNER);
                PreparedStatement statement = connection.prepareStatement(OF_ACTOR)) {
            statement.setString(1, actor);
            try (ResultSet rows = statement.executeQuery()) {
                var acts = new ArrayList<Act>();
                while (rows.next()) {
                    acts.add(Act.of(rows));
                }
                return acts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
