package io.daybook.query.reads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A read: a request that was answered or refused.
 *
 * @param readId names it; an answer that showed several accounts is a read of each
 * @param readAt time when the question came
 * @param actor the token's subject
 * @param customerId the customer whom the token is limited to; absent for a member of the bank
 * @param path the path's pattern, without what was asked in it, which may be a name
 * @param accountId the account that was asked about or shown; absent where none was known
 * @param status answer, as an HTTP status
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
        @Nullable String correlationId) {}
