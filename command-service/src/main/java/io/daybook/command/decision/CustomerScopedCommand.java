package io.daybook.command.decision;

import io.daybook.command.decision.Decision.Refused;
import java.util.Optional;

/**
 * A command that a customer gives, who may give it only to what is the customer's own: its {@link Command#ownedStream} must
 * belong to the customer.
 *
 * @param command the command
 * @param customerId the customer
 */
public record CustomerScopedCommand(Command command, String customerId) implements CommandDecorator {

    /** The refusal of a command to what belongs to another customer. */
    public static final Refusal NOT_OWNER =
            Refusal.notAllowedToCaller("forbidden", "The token is limited to the accounts of another customer.");

    @Override
    public Optional<Refusal> requireAllowed(StreamStates states) {
        boolean isTheirs = states.find(ownedStream(), CustomerOwned.class)
                .flatMap(CustomerOwned::owner)
                .filter(customerId::equals)
                .isPresent();
        return isTheirs ? Optional.empty() : Optional.of(NOT_OWNER);
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        return requireAllowed(states).<Decision>map(Refused::new).orElseGet(() -> command.decide(states, time));
    }
}
