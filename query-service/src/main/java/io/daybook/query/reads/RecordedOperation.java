package io.daybook.query.reads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An administrative act that was asked for.
 *
 * @param operationId names it
 * @param requestedAt time when it was asked for; it was done after that, if it was
 * @param service service that was asked
 * @param action name of the act, such as view.rebuild
 * @param path path of the request
 * @param about object of the act, as far as the path does not tell it
 * @param actor the token's subject
 * @param actorKind kind of caller
 * @param reason reason that was given
 * @param correlationId finds the log's lines of the same request
 * @param status answer, as an HTTP status; absent if none was recorded, and then it is unknown whether the act was done
 * @param location place where the answer says that the result is
 */
@Schema(name = "Operation")
record RecordedOperation(
        UUID operationId,
        Instant requestedAt,
        String service,
        String action,
        String path,
        @Nullable String about,
        String actor,
        String actorKind,
        @Nullable String reason,
        @Nullable String correlationId,
        @Nullable Integer status,
        @Nullable String location) {

    static RecordedOperation of(ResultSet row) throws SQLException {
        return new RecordedOperation(
                row.getObject("operation_id", UUID.class),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("service"),
                row.getString("action"),
                row.getString("path"),
                row.getString("about"),
                row.getString("actor"),
                row.getString("actor_kind"),
                row.getString("reason"),
                row.getString("correlation_id"),
                row.getObject("status", Integer.class),
                row.getString("location"));
    }
}
