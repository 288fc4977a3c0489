package io.daybook.command.decision.approval;

import io.daybook.command.decision.StreamState;

/** A stream in which actions wait for a second person. */
public interface HasWaitingActions extends StreamState {

    /** The actions that wait. */
    WaitingActions waitingActions();
}
