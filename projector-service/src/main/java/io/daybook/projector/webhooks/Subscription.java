package io.daybook.projector.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A receiver, the events that it wants, and how their delivery goes. The secret is never part of it.
 *
 * @param id its id
 * @param url address to which events are sent
 * @param eventTypes the types that are sent; none for all, those to come included
 * @param description description of its owner and purpose
 * @param status status, which says if events are sent
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
        long startPosition,
        long pending,
        long dead,
        @Nullable Instant restingUntil,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {}
