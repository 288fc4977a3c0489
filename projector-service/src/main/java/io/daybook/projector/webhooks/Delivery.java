package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event for a subscription, and how far it has come. What there is not is absent.
 *
 * @param id the event's id, and the webhook-id that the receiver sees
 * @param type the event's type
 * @param streamId its stream
 * @param version its place in the stream
 * @param position its place in the log
 * @param status present status
 * @param tries tries since it was queued, or queued again
 * @param lastTriedAt time when it was tried last
 * @param lastStatus the HTTP status of the last answer
 * @param lastError reason why the last try failed
 * @param nextTryAt time when it is tried next; absent if it waits for another of its stream, or is being sent
 * @param queuedAt time when it was queued, or queued again
 * @param endedAt since when it is delivered or dead
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
        UUID id,
        String type,
        UUID streamId,
        long version,
        long position,
        DeliveryStatus status,
        int tries,
        @Nullable Instant lastTriedAt,
        @Nullable Integer lastStatus,
        @Nullable String lastError,
        @Nullable Instant nextTryAt,
        Instant queuedAt,
        @Nullable Instant endedAt) {}
