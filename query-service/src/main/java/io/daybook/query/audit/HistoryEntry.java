package io.daybook.query.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event, and what it did.
 *
 * @param streamId the account, product or document it happened to
 * @param version its place in that stream
 * @param payload the event as JSON, character for character as it was recorded
 * @param effectiveDate the value date
 * @param metadata further facts about the recording, as a JSON object
 * @param balanceBefore the account's balance in the order of booking before it, in major units; absent where the stream is
 *     no account
 * @param balanceAfter the same after it
 * @param hash the event's hash in the log's chain, in hexadecimal digits
 */
record HistoryEntry(
        UUID eventId,
        UUID streamId,
        long position,
        long version,
        String type,
        int schemaVersion,
        @JsonRawValue String payload,
        String actor,
        @Nullable String reason,
        @Nullable String purpose,
        Instant recordedAt,
        LocalDate effectiveDate,
        UUID correlationId,
        @Nullable UUID causationId,
        @JsonRawValue @Nullable String metadata,
        @Nullable BigDecimal balanceBefore,
        @Nullable BigDecimal balanceAfter,
        @Nullable String currency,
        String hash) {}
