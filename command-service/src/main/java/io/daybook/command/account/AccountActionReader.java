package io.daybook.command.account;

import io.daybook.command.account.domain.AccountActions;
import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.events.ApprovalEvent.RequestedAction;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads commands to accounts that waited for a second person. */
@Component
class AccountActionReader implements ActionReader {

    private final OriginalTransactions originals;

    AccountActionReader(OriginalTransactions originals) {
        this.originals = originals;
    }

    @Override
    public Set<String> kinds() {
        return AccountActions.KINDS;
    }

    @Override
    public RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId) {
        return AccountActions.read(requestStream, action, operationId, originals::find);
    }
}
