package io.daybook.command.imports;

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
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import io.daybook.events.EventCodec;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a second person agree to a file as a whole, where there is anything that takes one. */
@Component
class ImportAgreement implements ActionReader {

    private static final String KIND = "import";
    private static final int VERSION = 1;

    private final FourEyesPolicy policy;
    private final CommandQueue queue;
    private final RecordedEvents log;
    private final EventCodec codec;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    ImportAgreement(FourEyesPolicy policy, CommandQueue queue, RecordedEvents log, EventCodec codec) {
        this.policy = policy;
        this.queue = queue;
        this.log = log;
        this.codec = codec;
    }

    /** Tells whether files may take a second person at all. */
    boolean isActive() {
        return policy.isActive();
    }

    /** Tells whether a file takes a second person: whatever moves money or sets a limit does. */
    boolean isNeeded(ImportRequest request, ImportTotals totals) {
        boolean setsLimits =
                request.terms() != null && request.terms().overdraftLimit().signum() > 0;
        return isActive() && (setsLimits || !totals.moveNothing());
    }

    /** Asks for it; the approval is named by what is answered. */
    UUID request(ImportRequest request, long lines, ImportTotals totals) {
        RequestedAction action = totals.writeTo(ActionFields.empty()
                        .with("importId", request.importId())
                        .with("source", request.source())
                        .with("lines", lines))
                .action(KIND, VERSION);
        var whole = new WholeAction(request.importId(), Subject.IMPORT, action);
        var asked = new RequestWholeAction(whole, request.actor(), null, policy);
        var origin = new Origin(request.actor(), null, null, null);
        var envelope = new CommandEnvelope(asked, ids.generate(), origin, null, OptionalLong.empty());
        if (queue.submit(envelope) instanceof Appended appended) {
            return appended.eventIds().getFirst();
        }
        throw new IllegalStateException("Asking for an import was refused.");
    }

    /** Outcome of the request so far: the newest event about it. */
    Optional<ApprovalEvent> newest(UUID importId) {
        return log.last(importId)
                .map(codec::decode)
                .filter(ApprovalEvent.class::isInstance)
                .map(ApprovalEvent.class::cast);
    }

    @Override
    public Set<String> kinds() {
        return Set.of(KIND);
    }

    @Override
    public RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId) {
        return new WholeAction(requestStream, Subject.IMPORT, action);
    }
}
