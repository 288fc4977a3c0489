package io.daybook.campaign.check;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code events}; the columns' comments in the database say what they mean.
 *
 * @param hash in hexadecimal
 */
public record LogEvent(
        long position,
        UUID streamId,
        long streamVersion,
        UUID eventId,
        String type,
        int schemaVersion,
        String payload,
        LocalDate effectiveDate,
        Instant recordedAt,
        String actor,
        @Nullable String reason,
        @Nullable String purpose,
        UUID correlationId,
        @Nullable UUID causationId,
        @Nullable String metadata,
        String hash) {

    /** The same event with another place in the log and another hash. */
    LogEvent at(long position, String hash) {
        return new LogEvent(
                position,
                streamId,
                streamVersion,
                eventId,
                type,
                schemaVersion,
                payload,
                effectiveDate,
                recordedAt,
                actor,
                reason,
                purpose,
                correlationId,
                causationId,
                metadata,
                hash);
    }
}
