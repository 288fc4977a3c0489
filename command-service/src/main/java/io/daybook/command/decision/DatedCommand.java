package io.daybook.command.decision;

import io.daybook.command.decision.Decision.Refused;
import java.time.LocalDate;

/**
 * A command with a value date that its caller has chosen, under what the caller may choose.
 *
 * @param command the command
 * @param valueDate the value date
 * @param permission what the caller may choose
 */
public record DatedCommand(Command command, LocalDate valueDate, ValueDatePermission permission)
        implements CommandDecorator {

    /** The command itself if no value date was chosen. */
    public static Command of(Command command, ValueDatePermission permission) {
        return command.chosenValueDate()
                .<Command>map(date -> new DatedCommand(command, date, permission))
                .orElse(command);
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        return permission
                .require(valueDate, time.today())
                .<Decision>map(Refused::new)
                .orElseGet(() -> command.decide(states, time));
    }
}
