package io.daybook.command.decision.approval;

import io.daybook.command.decision.Command;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.ApprovalEvent.ActionRequested;
import java.util.List;
import java.util.UUID;

/**
 * Ask that a second person agree to many commands as a whole.
 *
 * @param action the commands
 * @param actor who asks
 * @param policy how long it waits
 */
public record RequestWholeAction(WholeAction action, String actor, FourEyesPolicy policy) implements Command {

    @Override
    public List<UUID> streams() {
        return action.streams();
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        // No amount: the sums, of each currency one, stand among the action's fields.
        var requested = new ActionRequested(
                action.subject(), actor, action.action(), null, time.now().plus(policy.waitMax()));
        return new Accepted(List.of(new NewEvent(action.requestStream(), requested, time.today())));
    }
}
