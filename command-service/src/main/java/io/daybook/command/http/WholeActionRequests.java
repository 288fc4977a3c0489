package io.daybook.command.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.decision.approval.RequestWholeAction;
import io.daybook.command.decision.approval.WholeAction;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Idempotency;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Fingerprint;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.RecordedEvents;
import io.daybook.command.log.StoredKey;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.EventCodec;
import io.daybook.events.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
     * Asks for it, unless that was done before.
     *
     * @param origin the person who asks, and why
     * @return the event that asks, by which the approval is named
     */
    public UUID ask(WholeAction action, Origin origin) {
        return log.first(action.requestStream()).map(RecordedEvent::eventId).orElseGet(() -> asked(action, origin));
    }

    private UUID asked(WholeAction action, Origin origin) {
        var asked = new RequestWholeAction(action, origin.actor(), policy);
        var envelope =
                new CommandEnvelope(asked, ids.generate(), origin, once(action.requestStream()), OptionalLong.empty());
        if (queue.submit(envelope) instanceof Appended appended) {
            return appended.eventIds().getFirst();
        }
        throw new IllegalStateException("Asking for %s was refused.".formatted(action.subject()));
    }

    /** A request that did not answer in time may still be recorded, after another one has looked for it in vain. */
    private static Idempotency once(UUID requestStream) {
        String stream = requestStream.toString();
        return new Idempotency(
                StoredKey.of(stream, List.of("whole-action")),
                Fingerprint.of(stream.getBytes(StandardCharsets.UTF_8)),
                false,
                null);
    }

    /** Outcome of the request in that stream so far: the newest event about it. */
    public Optional<ApprovalEvent> newest(UUID requestStream) {
        return log.last(requestStream)
                .map(codec::decode)
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast);
    }
}
