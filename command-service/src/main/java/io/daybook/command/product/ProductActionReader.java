package io.daybook.command.product;

import io.daybook.command.decision.approval.ActionReader;
import io.daybook.command.decision.approval.RequestableCommand;
import io.daybook.command.product.domain.ProductActions;
import io.daybook.events.ApprovalEvent.RequestedAction;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads commands to products that waited for a second person. */
@Component
class ProductActionReader implements ActionReader {

    @Override
    public Set<String> kinds() {
        return ProductActions.KINDS;
    }

    @Override
    public RequestableCommand read(UUID requestStream, RequestedAction action, UUID operationId) {
        return ProductActions.read(action);
    }
}
