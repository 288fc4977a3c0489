package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import io.daybook.projector.engine.ViewEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body that a receiver gets, as JSON, with the three fields that Standard Webhooks recommends.
 *
 * @param type the event's type, by its present name
 * @param timestamp time when the event was recorded
 * @param data the event
 */
record WebhookBody(String type, Instant timestamp, Data data) {

    /**
     * An event with its envelope. What it does not have is absent.
     *
     * @param eventId its id; the header {@code webhook-id}, too
     * @param accountId the account, if it is an account's event
     * @param streamId the stream: an account, a product, a document
     * @param version its place in the stream, without a gap in the log
     * @param position its place in the log
     * @param schemaVersion schema version of the payload: always the present one of its type
     * @param effectiveDate the value date
     * @param actor person or program that did it
     * @param reason reason in free text
     * @param purpose reason as a code
     * @param correlationId id that all events of one business operation share
     * @param causationId the event that caused this one
     * @param payload the event's content
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            UUID eventId,
            @Nullable UUID accountId,
            UUID streamId,
            long version,
            long position,
            int schemaVersion,
            LocalDate effectiveDate,
            String actor,
            @Nullable String reason,
            @Nullable String purpose,
            UUID correlationId,
            @Nullable UUID causationId,
            @JsonRawValue String payload) {}

    /** The event, its payload in the present shape of its type: receivers need not know the shapes of the past. */
    static WebhookBody of(ViewEvent event, EventCodec codec) {
        RecordedEvent recorded = event.recorded();
        EventCodec.Encoded present = codec.encode(event.event());
        return new WebhookBody(
                present.type(),
                recorded.recordedAt(),
                new Data(
                        recorded.eventId(),
                        event.event().isOfAccount() ? recorded.streamId() : null,
                        recorded.streamId(),
                        recorded.streamVersion(),
                        recorded.position(),
                        present.schemaVersion(),
                        recorded.effectiveDate(),
                        recorded.actor(),
                        recorded.reason(),
                        recorded.purpose(),
                        recorded.correlationId(),
                        recorded.causationId(),
                        present.payload()));
    }
}
