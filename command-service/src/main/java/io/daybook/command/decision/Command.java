package io.daybook.command.decision;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request to change the bank's state, decided by the rules of its domain. */
public interface Command {

    /** The streams whose states the decision needs; first the one that the answer is about. */
    List<UUID> streams();

    /** The stream that must belong to a customer who gives the command. In a transfer that is the account that pays. */
    default UUID ownedStream() {
        return streams().getFirst();
    }

    /** The value date that whoever gives the command has chosen, nothing if it is left to the bank. */
    default Optional<LocalDate> chosenValueDate() {
        return Optional.empty();
    }

    /** The recorded events of which the decision needs to know what came of them. */
    default List<UUID> causes() {
        return List.of();
    }

    /** The customers of whom the decision needs to know every account. */
    default List<String> customers() {
        return List.of();
    }

    /**
     * The refusal to a caller who may not even learn how the streams stand. It comes before everything else: before the
     * version that the caller expects, and before what is remembered under the caller's key.
     */
    default Optional<Refusal> requireAllowed(StreamStates states) {
        return Optional.empty();
    }

    /** The refusal as a customer who gave the command is told it: without what others' streams are like. */
    default Refusal toldToCustomer(Refusal refusal) {
        return refusal;
    }

    /**
     * Decides by the states as they are now. A pure function: the same states, command and time give the same decision.
     */
    Decision decide(StreamStates states, DecisionTime time);
}
