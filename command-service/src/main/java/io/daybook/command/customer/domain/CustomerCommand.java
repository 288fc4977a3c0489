package io.daybook.command.customer.domain;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
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
    default List<String> customers() {
        return List.of(customerId());
    }

    @Override
    default Decision decide(StreamStates states, DecisionTime time) {
        UUID stream = CustomerEvent.streamId(customerId());
        Customer customer = states.find(stream, Customer.class).orElse(Customer.UNTOUCHED);
        return CustomerDecider.decide(this, customer, states.accountsOf(customerId()), time);
    }

    /** A command that waits for a second person: in a stream beside the customer's, which may not exist yet. */
    sealed interface Requestable extends CustomerCommand, RequestableCommand {

        @Override
        default RequestedAction action() {
            return CustomerActions.written(this);
        }

        @Override
        default Subject subject() {
            return Subject.CUSTOMER;
        }

        @Override
        default UUID requestStream() {
            return Customer.requestStreamId(customerId());
        }
    }

    /** A command that erases a customer's personal data, now or later. */
    sealed interface Erasing extends CustomerCommand {

        /** The keys of the customer that are there. */
        List<UUID> keyIds();

        /** Times that have to be waited for. */
        ErasureRules rules();
    }

    /**
     * Erase what is personal of a customer, after the time in which it can be cancelled.
     *
     * @param customerId the customer
     * @param keyIds the keys of the customer that are there
     * @param rules what has to be waited for
     */
    record ScheduleErasure(String customerId, List<UUID> keyIds, ErasureRules rules) implements Requestable, Erasing {

        /** Keeps the ids as they are now. */
        public ScheduleErasure {
            keyIds = List.copyOf(keyIds);
        }
    }

    /**
     * Do not carry out the erasure that was agreed to.
     *
     * @param customerId the customer
     */
    record CancelErasure(String customerId) implements CustomerCommand {}

    /**
     * Carry out the erasure that was agreed to, if it is allowed still; it ends otherwise.
     *
     * @param customerId the customer
     * @param scheduledEventId the event that says when
     * @param keyIds the keys of the customer that are there
     * @param rules what has to be waited for
     */
    record CarryOutErasure(String customerId, UUID scheduledEventId, List<UUID> keyIds, ErasureRules rules)
            implements Erasing {

        /** Keeps the ids as they are now. */
        public CarryOutErasure {
            keyIds = List.copyOf(keyIds);
        }
    }

    /**
     * Keep a customer's data until that is lifted. An erasure that was agreed to is cancelled.
     *
     * @param customerId the customer
     */
    record PlaceLegalHold(String customerId) implements CustomerCommand {}

    /**
     * Lift a legal hold.
     *
     * @param customerId the customer
     */
    record LiftLegalHold(String customerId) implements Requestable {}
}
