package io.daybook.command.decision.approval;

import io.daybook.command.decision.AppliedEvent;
import io.daybook.events.ApprovalEvent;

/**
 * A stream of nothing but actions that wait or waited, on what has no stream of its own or has none yet.
 *
 * @param waitingActions the actions that wait
 */
public record ActionStream(WaitingActions waitingActions) implements HasWaitingActions {

    /** The stream after its first event. */
    public static ActionStream begun(AppliedEvent first) {
        return new ActionStream(WaitingActions.NONE).evolve(first);
    }

    @Override
    public ActionStream evolve(AppliedEvent applied) {
        return applied.event() instanceof ApprovalEvent event
                ? new ActionStream(waitingActions.after(applied.eventId(), event))
                : this;
    }
}
