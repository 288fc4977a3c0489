package io.daybook.command.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A command around another one, which it is in everything that it does not say otherwise. */
public interface CommandDecorator extends Command {

    /** The command inside. */
    Command command();

    @Override
    default List<UUID> streams() {
        return command().streams();
    }

    @Override
    default UUID ownedStream() {
        return command().ownedStream();
    }

    @Override
    default Optional<LocalDate> chosenValueDate() {
        return command().chosenValueDate();
    }

    @Override
    default List<UUID> causes() {
        return command().causes();
    }

    @Override
    default List<String> customers() {
        return command().customers();
    }

    @Override
    default Optional<Refusal> requireAllowed(StreamStates states) {
        return command().requireAllowed(states);
    }

    @Override
    default Refusal toldToCustomer(Refusal refusal) {
        return command().toldToCustomer(refusal);
    }
}
