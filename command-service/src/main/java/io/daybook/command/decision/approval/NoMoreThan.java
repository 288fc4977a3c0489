package io.daybook.command.decision.approval;

import static io.daybook.command.decision.approval.ApprovalRefusals.moreThanAskedFor;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.CommandDecorator;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.Money;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * Give one of many commands that were agreed to as a whole, if it comes to no more than the largest that was shown.
 *
 * @param command the command
 * @param largest the largest amounts that were shown; of another currency there was none
 */
public record NoMoreThan(Command command, Map<Currency, Money> largest) implements CommandDecorator {

    /** Keeps the amounts as they are now. */
    public NoMoreThan {
        largest = Map.copyOf(largest);
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        Decision decision = command.decide(states, time);
        return decision instanceof Accepted accepted
                ? FourEyesPolicy.amountOf(accepted.events())
                        .flatMap(this::excess)
                        .orElse(decision)
                : decision;
    }

    private Optional<Decision> excess(Money amount) {
        Money most = largest.getOrDefault(amount.currency(), Money.zero(amount.currency()));
        return most.isLessThan(amount) ? Optional.of(new Refused(moreThanAskedFor(amount, most))) : Optional.empty();
    }
}
