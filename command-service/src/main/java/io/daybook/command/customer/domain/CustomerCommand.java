package io.daybook.command.customer.domain;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.CustomerEvent;
import java.util.List;
import java.util.UUID;

/** Commands to customers, decided by {@link CustomerDecider}. */
public sealed interface CustomerCommand extends Command {

    /** The customer's id. */
    String customerId();

    @Override
    default List<UUID> streams() {
        return List.of(CustomerEvent.streamId(customerId()));
    }

    @Override
    default Decision decide(StreamStates states, DecisionTime time) {
        UUID stream = CustomerEvent.streamId(customerId());
        return CustomerDecider.decide(this, states.find(stream, Customer.class).orElse(Customer.UNTOUCHED), time);
    }

    /**
     * Forget what is personal of a customer.
     *
     * @param customerId the customer
     * @param keyIds the keys of the customer that are there
     */
    record ErasePersonalData(String customerId, List<UUID> keyIds) implements CustomerCommand {

        /** Keeps the ids as they are now. */
        public ErasePersonalData {
            keyIds = List.copyOf(keyIds);
        }
    }
}
