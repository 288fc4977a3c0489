package io.daybook.command.customer.domain;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.command.decision.StreamState;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * A customer as the events have left it.
 *
 * @param erasedKeys the keys of which it is recorded that they are destroyed
 */
public record Customer(Set<UUID> erasedKeys) implements StreamState {

    /** Keeps the keys as they are now. */
    public Customer {
        erasedKeys = Set.copyOf(erasedKeys);
    }

    /** A customer without events. */
    public static final Customer UNTOUCHED = new Customer(Set.of());

    @Override
    public Customer evolve(AppliedEvent applied) {
        return applied.event() instanceof CustomerEvent event ? evolve(event) : this;
    }

    /** The customer after one more event. */
    public Customer evolve(CustomerEvent event) {
        return switch (event) {
            case PersonalDataErased erased -> {
                var keys = new HashSet<>(erasedKeys);
                keys.addAll(erased.keyIds());
                yield new Customer(keys);
            }
        };
    }
}
