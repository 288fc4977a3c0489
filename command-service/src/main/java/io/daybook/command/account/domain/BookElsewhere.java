package io.daybook.command.account.domain;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.AccountEvent.HistoricalMovement;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * A command whose movement of money other books had on a day of their own. What else comes of it, such as a breach of the limit, has
 * happened here.
 *
 * @param command the command
 * @param bookedOn day on which those books had it
 */
public record BookElsewhere(AccountCommand command, LocalDate bookedOn) implements Command {

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
        return switch (command.decide(states, time)) {
            case Refused refused -> refused;
            case Accepted accepted ->
                AccountRules.requireValidBookingDate(bookedOn, time)
                        .<Decision>map(Refused::new)
                        .orElseGet(() -> new Accepted(
                                accepted.events().stream().map(this::dated).toList()));
        };
    }

    private NewEvent dated(NewEvent event) {
        return event.event() instanceof HistoricalMovement movement
                ? new NewEvent(
                        event.streamId(), movement.bookedOn(bookedOn), event.effectiveDate(), event.causationId())
                : event;
    }
}
