package io.daybook.command.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.decision.approval.RequestWholeAction;
import io.daybook.command.decision.approval.WholeAction;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.EventCodec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Requests that a second person agree, as a whole, to what goes on in the background, such as a file or an interest run. */
@Component
public class WholeActionRequests {

    private final FourEyesPolicy policy;
    private final CommandQueue queue;
    private final RecordedEvents log;
    private final EventCodec codec;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    WholeActionRequests(FourEyesPolicy policy, CommandQueue queue, RecordedEvents log, EventCodec codec) {
        this.policy = policy;
        this.queue = queue;
        this.log = log;
        this.codec = codec;
    }

    /** Tells whether there is anything that takes a second person. */
    public boolean areNeeded() {
        return policy.isActive();
    }

    /**
     * Asks for it.
     *
     * @param origin the person who asks, and why
     * @return the event that asks, by which the approval is named
     */
    public UUID ask(WholeAction action, Origin origin) {
        var asked = new RequestWholeAction(action, origin.actor(), policy);
        var envelope = new CommandEnvelope(asked, ids.generate(), origin, null, OptionalLong.empty());
        if (queue.submit(envelope) instanceof Appended appended) {
            return appended.eventIds().getFirst();
        }
        throw new IllegalStateException("Asking for %s was refused.".formatted(action.subject()));
    }

    /** Outcome of the request in that stream so far: the newest event about it. */
    public Optional<ApprovalEvent> newest(UUID requestStream) {
        return log.last(requestStream)
                .map(codec::decode)
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast);
    }
}
