package io.daybook.command.decision.approval;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.CommandDecorator;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.Refusal;
import io.daybook.command.decision.Refusal.Previewed;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.Money;
import java.util.Optional;

/**
 * Find out what a command would come to, without giving it: what would be done is refused with the amount. Refusals of previews
 * are for the service itself, and are remembered under no key.
 *
 * @param command the command
 */
public record Preview(Command command) implements CommandDecorator {

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        return switch (command.decide(states, time)) {
            case Refused refused -> refused;
            case Accepted accepted ->
                new Refused(
                        new Previewed(FourEyesPolicy.amountOf(accepted.events()).orElse(null)));
        };
    }

    /** The amount of what would be done; nothing if it would be refused, or moves nothing. */
    public static Optional<Money> amountIn(Refusal refusal) {
        return refusal instanceof Previewed previewed ? Optional.ofNullable(previewed.amount()) : Optional.empty();
    }
}
