package io.daybook.command.decision;

import io.daybook.command.decision.Decision.Refused;
import java.util.List;
import java.util.UUID;

/**
 * A command that a customer gives, who may give it only to what is the customer's own: the first of its streams that can belong
 * to somebody must. In a transfer that is the account that pays.
 *
 * @param command the command
 * @param customerId the customer
 */
public record CustomerScopedCommand(Command command, String customerId) implements Command {

    /** The refusal of a command to what belongs to another customer. */
    public static final Refusal NOT_OWNER =
            Refusal.notAllowedToCaller("forbidden", "The token is limited to the accounts of another customer.");

    @Override
    public List<UUID> streams() {
        return command.streams();
    }

    @Override
    public List<UUID> causes() {
        return command.causes();
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        boolean isTheirs = streams().stream()
                .flatMap(stream -> states.find(stream, CustomerOwned.class).stream())
                .findFirst()
                .flatMap(CustomerOwned::owner)
                .filter(customerId::equals)
                .isPresent();
        return isTheirs ? command.decide(states, time) : new Refused(NOT_OWNER);
    }
}
