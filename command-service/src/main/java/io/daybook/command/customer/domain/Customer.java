package io.daybook.command.customer.domain;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.ErasureCancelled;
import io.daybook.events.CustomerEvent.ErasureScheduled;
import io.daybook.events.CustomerEvent.LegalHoldLifted;
import io.daybook.events.CustomerEvent.LegalHoldPlaced;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as the events have left it.
 *
 * @param erasedKeys the keys of which it is recorded that they are destroyed
 * @param erasure the erasure that was agreed to and is not carried out yet, if there is one
 * @param isOnLegalHold whether the data has to be kept for a legal hold
 */
public record Customer(Set<UUID> erasedKeys, @Nullable Erasure erasure, boolean isOnLegalHold) implements StreamState {

    /** Keeps the keys as they are now. */
    public Customer {
        erasedKeys = Set.copyOf(erasedKeys);
    }

    /** A customer without events. */
    public static final Customer UNTOUCHED = new Customer(Set.of(), null, false);

    /**
     * An erasure that was agreed to.
     *
     * @param eventId the event that says so
     * @param erasesAt from when on it is carried out
     */
    public record Erasure(UUID eventId, Instant erasesAt) {}

    /** The stream of what waits for a second person before anything happens to the customer. */
    static UUID requestStreamId(String customerId) {
        return UUID.nameUUIDFromBytes(("daybook:customer-requests:" + customerId).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Customer evolve(AppliedEvent applied) {
        return applied.event() instanceof CustomerEvent event ? evolve(event, applied.eventId()) : this;
    }

    private Customer evolve(CustomerEvent event, UUID eventId) {
        return switch (event) {
            case ErasureScheduled scheduled ->
                new Customer(erasedKeys, new Erasure(eventId, scheduled.erasesAt()), isOnLegalHold);
            case ErasureCancelled cancelled -> new Customer(erasedKeys, null, isOnLegalHold);
            case PersonalDataErased erased -> {
                var keys = new HashSet<>(erasedKeys);
                keys.addAll(erased.keyIds());
                yield new Customer(keys, null, isOnLegalHold);
            }
            case LegalHoldPlaced placed -> new Customer(erasedKeys, erasure, true);
            case LegalHoldLifted lifted -> new Customer(erasedKeys, erasure, false);
        };
    }
}
