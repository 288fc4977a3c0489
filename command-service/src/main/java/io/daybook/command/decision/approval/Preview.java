package io.daybook.command.decision.approval;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.CommandDecorator;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.Refusal;
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

    private static final String CODE = "preview";

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        return switch (command.decide(states, time)) {
            case Refused refused -> refused;
            case Accepted accepted ->
                new Refused(FourEyesPolicy.amountOf(accepted.events())
                        .map(Preview::of)
                        .orElseGet(() -> new Refusal.Details(Refusal.Kind.NOT_ALLOWED_NOW, CODE, "")));
        };
    }

    private static Refusal of(Money amount) {
        return new Refusal.Details(Refusal.Kind.NOT_ALLOWED_NOW, CODE, amount.toString());
    }

    /** The amount of what would be done; nothing if it would be refused, or moves nothing. */
    public static Optional<Money> amountIn(Refusal refusal) {
        if (!refusal.code().equals(CODE) || refusal.detail().isEmpty()) {
            return Optional.empty();
        }
        String[] parts = refusal.detail().split(" ", -1);
        return Optional.of(Money.of(parts[0], parts[1]));
    }
}
