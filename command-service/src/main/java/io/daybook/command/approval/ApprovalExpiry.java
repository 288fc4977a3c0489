package io.daybook.command.approval;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.approval.RequestedActions.Requested;
import io.daybook.command.decision.approval.ActionDecision.Expire;
import io.daybook.command.decision.approval.ApprovalRefusals;
import io.daybook.command.due.DueEvent;
import io.daybook.command.due.DueHandler;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.Outcome.Failed;
import io.daybook.command.log.Outcome.Refused;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.EventCodec;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Ends requests that nobody has decided about in time. Those that were decided meanwhile have ended already. */
@Component
class ApprovalExpiry implements DueHandler {

    /** Actor of what the bank does by itself. */
    private static final String ACTOR = "daybook";

    private final RequestedActions actions;
    private final CommandQueue queue;
    private final EventCodec codec;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ApprovalExpiry(RequestedActions actions, CommandQueue queue, EventCodec codec) {
        this.actions = actions;
        this.queue = queue;
        this.codec = codec;
    }

    @Override
    public String type() {
        return codec.typeOf(ActionRequested.class).name();
    }

    @Override
    public boolean handle(DueEvent due) {
        Requested requested = actions.find(due.eventId());
        var expire = new Expire(due.streamId(), requested.event().subject(), due.eventId());
        var origin = new Origin(ACTOR, "nobody decided in time", null, null);
        Outcome outcome = queue.submit(new CommandEnvelope(expire, ids.generate(), origin, null, OptionalLong.empty()));
        return switch (outcome) {
            case Appended appended -> true;
            case Refused refused ->
                refused.refusal()
                        .code()
                        .equals(ApprovalRefusals.approvalHasEnded(due.eventId()).code());
            case Failed failed -> false;
        };
    }
}
