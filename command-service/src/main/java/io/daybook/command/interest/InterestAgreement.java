package io.daybook.command.interest;

import io.daybook.command.decision.approval.ActionFields;
import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.decision.approval.WholeAction;
import io.daybook.command.http.WholeActionRequests;
import io.daybook.command.log.CommandEnvelope.Origin;
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
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a second person agree to a run as a whole, where there is anything that takes one. */
@Component
class InterestAgreement implements ActionReader {

    private static final String KIND = "interest-run";
    private static final int VERSION = 1;

    private final WholeActionRequests requests;
    private final RecordedEvents log;
    private final EventCodec codec;

    InterestAgreement(WholeActionRequests requests, RecordedEvents log, EventCodec codec) {
        this.requests = requests;
        this.log = log;
        this.codec = codec;
    }

    /** Tells whether runs take a second person. */
    boolean isNeeded() {
        return requests.areNeeded();
    }

    /** Asks for it, unless that was done before; the approval is named by what is answered. */
    UUID request(InterestRun run, InterestTotals totals) {
        RequestedAction action = totals.writeTo(ActionFields.empty()
                        .with("runId", run.runId())
                        .with("from", run.from())
                        .with("to", run.to())
                        .with("productCode", run.productCode()))
                .action(KIND, VERSION);
        var whole = new WholeAction(run.runId(), Subject.INTEREST_RUN, action);
        return requests.ask(whole, new Origin(run.actor(), run.reason(), InterestRequests.PURPOSE, null));
    }

    /** Outcome of the request so far: the newest event about it. */
    Optional<ApprovalEvent> newest(UUID runId) {
        return requests.newest(runId);
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
