package io.daybook.command.decision.approval;

import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.StreamStates;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import java.util.List;
import java.util.UUID;

/**
 * Many commands that are agreed to as a whole, and then given one by one by whoever waits for the approval. It has a stream of
 * its own, and nothing but the approval comes of it at once.
 *
 * @param requestStream the stream, named as what is to be carried out
 * @param subject what it concerns
 * @param action what it does, with what the second person needs to know: how many, how much
 */
public record WholeAction(UUID requestStream, Subject subject, RequestedAction action) implements RequestableCommand {

    @Override
    public List<UUID> streams() {
        return List.of(requestStream);
    }

    @Override
    public Decision decide(StreamStates states, DecisionTime time) {
        return new Accepted(List.of());
    }
}
