package io.daybook.command.customer;

import io.daybook.command.customer.domain.CustomerActions;
import io.daybook.command.customer.domain.ErasureRules;
import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.events.ApprovalEvent.RequestedAction;
import io.daybook.personaldata.KeyStore;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads commands to customers that waited for a second person. The times are those of today's settings. */
@Component
class CustomerActionReader implements ActionReader {

    private final KeyStore keys;
    private final ErasureRules rules;

    CustomerActionReader(KeyStore keys, ErasureRules rules) {
        this.keys = keys;
        this.rules = rules;
    }

    @Override
    public Set<String> kinds() {
        return CustomerActions.KINDS;
    }

    @Override
    public RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId) {
        return CustomerActions.read(action, keys::heldFor, rules);
    }
}
