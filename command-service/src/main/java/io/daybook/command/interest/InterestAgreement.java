package io.daybook.command.interest;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.daybook.command.decision.approval.ActionFields;
import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.FourEyesPolicy;
import io.daybook.command.decision.approval.RequestWholeAction;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.decision.approval.WholeAction;
import io.daybook.command.log.CommandEnvelope;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.command.log.CommandQueue;
import io.daybook.command.log.Outcome.Appended;
import io.daybook.command.log.RecordedEvents;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.ActionRequested;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.EventCodec;
import io.daybook.events.Money;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a second person agree to a run as a whole, where there is anything that takes one. */
@Component
class InterestAgreement implements ActionReader {

    private static final String KIND = "interest-run";
    private static final int VERSION = 1;

    private final FourEyesPolicy policy;
    private final CommandQueue queue;
    private final RecordedEvents log;
    private final EventCodec codec;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    InterestAgreement(FourEyesPolicy policy, CommandQueue queue, RecordedEvents log, EventCodec codec) {
        this.policy = policy;
        this.queue = queue;
        this.log = log;
        this.codec = codec;
    }

    /** Tells whether runs take a second person. */
    boolean isNeeded() {
        return policy.isActive();
    }

    /** Asks for it, unless that was done before; the approval is named by what is answered. */
    UUID request(InterestRun run, InterestTotals totals) {
        return log.last(run.runId()).map(asked -> asked.eventId()).orElseGet(() -> asked(run, totals));
    }

    private UUID asked(InterestRun run, InterestTotals totals) {
        RequestedAction action = totals.writeTo(ActionFields.empty()
                        .with("runId", run.runId())
                        .with("from", run.from())
                        .with("to", run.to())
                        .with("productCode", run.productCode()))
                .action(KIND, VERSION);
        var whole = new WholeAction(run.runId(), Subject.INTEREST_RUN, action);
        var asked = new RequestWholeAction(whole, run.actor(), null, policy);
        var origin = new Origin(run.actor(), run.reason(), InterestRequests.PURPOSE, null);
        var envelope = new CommandEnvelope(asked, ids.generate(), origin, null, OptionalLong.empty());
        if (queue.submit(envelope) instanceof Appended appended) {
            return appended.eventIds().getFirst();
        }
        throw new IllegalStateException("Asking for an interest run was refused.");
    }

    /** Outcome of the request so far: the newest event about it. */
    Optional<ApprovalEvent> newest(UUID runId) {
        return log.last(runId)
                .map(codec::decode)
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast);
    }

    /** The most for one account that the second person was shown. */
    Map<Currency, Money> largest(UUID approvalId) {
        return log.find(approvalId)
                .map(codec::decode)
                .filter(ActionRequested.class::isInstance)
                .map(asked -> InterestTotals.largestIn(
                        ((ActionRequested) asked).action().fields()))
                .orElse(Map.of());
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId) {
        return new WholeAction(requestStream, Subject.INTEREST_RUN, action);
    }
}
