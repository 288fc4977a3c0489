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

    /** It belongs to somebody else. */
    public record NotAccountOwner() implements Refusal.Worded {
        @Override
        public Words words() {
            return new Words(
                    Kind.NOT_ALLOWED_TO_CALLER,
                    "forbidden",
                    "The token is limited to the accounts of another customer.");
        }
    }

    @Override
    public List<UUID> streams() {
        return command.streams();
    }

    @Override
    public List<UUID> causes() {
        return command.causes();
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime moment) {
        boolean isTheirs = streams().stream()
                .flatMap(stream -> states.find(stream, CustomerOwned.class).stream())
                .findFirst()
                .flatMap(CustomerOwned::owner)
                .filter(customerId::equals)
                .isPresent();
        return isTheirs ? command.decide(states, moment) : new Refused(new NotAccountOwner());
    }
}
