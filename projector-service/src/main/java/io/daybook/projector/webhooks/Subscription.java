package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.daybook.projector.webhooks.ReceiverState.ReceiverRequest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver, the events that it wants, and how their delivery goes. The secret is never part of it.
 *
 * @param id its id
 * @param url address to which events are sent, or are to be sent once somebody has agreed to it
 * @param eventTypes the types that are sent; none for all, those to come included
 * @param description description of its owner and purpose
 * @param status status, which says if events are sent
 * @param receiverRequest another address that waits for a second person, or the first one
 * @param decidedBy person who approved or rejected an address last
 * @param decidedAt time when that was
 * @param startPosition events after this position of the log are sent
 * @param pending deliveries that are to be sent
 * @param dead deliveries whose last try has failed
 * @param restingUntil time when sending goes on, if the receiver asked for a pause
 * @param previousSecretUntil until when the secret before signs, too; absent if it does not
 * @param createdAt since when it is there
 * @param updatedAt time when it was changed last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Subscription(
        UUID id,
        String url,
        List<String> eventTypes,
        String description,
        SubscriptionStatus status,
        @Nullable ReceiverRequest receiverRequest,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        long startPosition,
        long pending,
        long dead,
        @Nullable Instant restingUntil,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {

    ReceiverState receiver() {
        return new ReceiverState(status, url, receiverRequest);
    }
}
