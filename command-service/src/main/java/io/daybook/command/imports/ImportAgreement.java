package io.daybook.command.imports;

import io.daybook.command.decision.approval.ActionFields;
import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.decision.approval.WholeAction;
import io.daybook.command.http.WholeActionRequests;
import io.daybook.command.imports.file.ImportOption;
import io.daybook.command.log.CommandEnvelope.Origin;
import io.daybook.events.ApprovalEvent;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.events.ApprovalEvent.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Has a second person agree to a file as a whole, where there is anything that takes one. */
@Component
class ImportAgreement implements ActionReader {

    private static final String KIND = "import";
    private static final int VERSION = 1;

    private final WholeActionRequests requests;

    ImportAgreement(WholeActionRequests requests) {
        this.requests = requests;
    }

    /** Tells whether files may take a second person at all. */
    boolean isActive() {
        return requests.areNeeded();
    }

    /** Tells whether a file takes a second person: whatever moves money or sets a limit does. */
    boolean isNeeded(ImportRequest request, ImportTotals totals) {
        boolean setsLimits =
                request.terms() != null && request.terms().overdraftLimit().signum() > 0;
        return isActive() && (setsLimits || !totals.moveNothing());
    }

    /** Asks for it, unless that was done before; the approval is named by what is answered. */
    UUID request(Import file, ImportTotals totals) {
        ImportRequest request = file.request();
        RequestedAction action = totals.writeTo(ActionFields.empty()
                        .with("importId", request.importId())
                        .with("source", request.source())
                        .with("lines", file.size().lines())
                        .with("options", request.options().isEmpty() ? null : ImportOption.text(request.options())))
                .action(KIND, VERSION);
        var whole = new WholeAction(request.importId(), Subject.IMPORT, action);
        return requests.ask(whole, new Origin(request.actor(), null, null, null));
    }

    /** Outcome of the request so far: the newest event about it. */
    Optional<ApprovalEvent> newest(UUID importId) {
        return requests.newest(importId);
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
