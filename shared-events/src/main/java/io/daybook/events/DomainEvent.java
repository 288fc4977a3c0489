package io.daybook.events;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in the bank, in the bank's own words. A fact: once recorded it is never changed, only followed
 * by others.
 */
public sealed interface DomainEvent
        permits AccountEvent, ActsOfDayEvent, ApprovalEvent, CustomerEvent, ProductEvent, DocumentEvent {

    /** Tells whether the event stands in the stream of an account. */
    default boolean isOfAccount() {
        return false;
    }

    /** Time at which the bank has to come back to what happened, by itself; nothing if it need not. */
    default Optional<Instant> dueAt() {
        return Optional.empty();
    }
}
