package io.daybook.command.decision;

import java.util.List;
import java.util.UUID;

/** Somebody's wish to change the bank, decided by the rules of its domain. */
public interface Command {

    /** The streams whose states the decision needs; the one that the answer speaks of stands first. */
    List<UUID> streams();

    /** The recorded events of which the decision needs to know what came of them. */
    default List<UUID> causes() {
        return List.of();
    }

    /**
     * Decides by the states as they are now. A pure function: the same states, command and moment give the same decision.
     */
    Decision decide(StreamStates states, DecisionTime moment);
}
