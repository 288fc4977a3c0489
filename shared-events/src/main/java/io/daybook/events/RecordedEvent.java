package io.daybook.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the log holds it: the payload verbatim and everything around it. {@link EventCodec} turns the payload into
 * a {@link DomainEvent}.
 *
 * @param position the place in the whole log: 1, 2, 3 … with no gap, in the order of the commits
 * @param streamId the stream: an account, a product, a document
 * @param streamVersion the place in the stream: 1, 2, 3 … with no gap
 * @param eventId names this event anywhere; a UUIDv7
 * @param type the event's name in the contract, {@code MoneyDeposited}; never a class name
 * @param schemaVersion schema version of the payload within its type: 1, 2, 3 …
 * @param payload the event as JSON, character for character as it was recorded
 * @param effectiveDate the value date: the day from which it counts, in the bank's zone
 * @param recordedAt time when the log took it, by the clock of the command-service, in microseconds; only positions give the
 *     order
 * @param actor person or program that did it
 * @param reason reason in free text, if given
 * @param purpose reason as a short code such as ISO 20022's SALA, PENS or INTE, if that was said
 * @param correlationId id that all events of one business operation share
 * @param causationId the event that caused this one, if an event did
 * @param metadata further facts about the recording, as a JSON object, if there are any: a trace, texts
 *     of an imported line as they were written, encrypted, in imports of earlier versions also the columns of a line
 * @param hash the SHA-256 of the previous event's hash and of all of the above, see {@link HashChain}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordedEvent(
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
        Hash hash) {

    /** The same event with another hash. */
    public RecordedEvent withHash(Hash other) {
        return new RecordedEvent(
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
                other);
    }

    /** The same event at another position. */
    public RecordedEvent withPosition(long other) {
        return new RecordedEvent(
                other,
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
