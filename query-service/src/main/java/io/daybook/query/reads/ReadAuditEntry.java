package io.daybook.query.reads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A read: a request that was answered or refused.
 *
 * @param readId names it; an answer that showed several accounts is a read of each
 * @param readAt when the question came
 * @param actor the token's subject
 * @param customerId the customer whom the token is limited to; absent for a member of the bank
 * @param path the path's pattern, without what was asked in it, which may be a name
 * @param accountId the account that was asked about or shown; absent where none was known
 * @param status what was answered, as an HTTP status
 * @param correlationId finds the log's lines of the same request
 */
@Schema(name = "Read")
record ReadAuditEntry(
        UUID readId,
        Instant readAt,
        String actor,
        @Nullable String customerId,
        String method,
        String path,
        @Nullable UUID accountId,
        @Nullable UUID documentId,
        @Nullable UUID eventId,
        int status,
        @Nullable String correlationId) {

    static ReadAuditEntry of(ResultSet row) throws SQLException {
        return new ReadAuditEntry(
                row.getObject("read_id", UUID.class),
                row.getObject("read_at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("customer_id"),
                row.getString("method"),
                row.getString("path"),
                row.getObject("account_id", UUID.class),
                row.getObject("document_id", UUID.class),
                row.getObject("event_id", UUID.class),
                row.getInt("status"),
                row.getString("correlation_id"));
    }
}
