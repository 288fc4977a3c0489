package io.daybook.command.decision;

import java.util.List;
import java.util.UUID;

/** A request to change the bank's state, decided by the rules of its domain. */
public interface Command {

    /** The streams whose states the decision needs; first the one that the answer is about. */
    List<UUID> streams();

    /** The recorded events of which the decision needs to know what came of them. */
    default List<UUID> causes() {
        return List.of();
    }

    /**
     * Decides by the states as they are now. A pure function: the same states, command and time give the same decision.
     */
    Decision decide(StreamStates states, DecisionTime time);
}
