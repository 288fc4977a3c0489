package io.daybook.command.customer.domain;

import io.daybook.command.customer.domain.CustomerCommand.LiftLegalHold;
import io.daybook.command.customer.domain.CustomerCommand.Requestable;
import io.daybook.command.customer.domain.CustomerCommand.ScheduleErasure;
import io.daybook.command.decision.approval.ActionFields;
import io.daybook.events.ApprovalEvent.RequestedAction;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Commands to customers, written down as actions and read again. What was ever written can be read for ever. */
public final class CustomerActions {

    private static final String ERASURE = "personal-data-erasure";
    private static final String END_OF_LEGAL_HOLD = "legal-hold-end";

    /** The kinds of action on customers. */
    public static final Set<String> KINDS = Set.of(ERASURE, END_OF_LEGAL_HOLD);

    private static final String CUSTOMER_ID = "customerId";
    private static final int VERSION = 1;

    private CustomerActions() {}

    static RequestedAction written(Requestable command) {
        ActionFields fields = ActionFields.empty().with(CUSTOMER_ID, command.customerId());
        return switch (command) {
            case ScheduleErasure erasure -> fields.action(ERASURE, VERSION);
            case LiftLegalHold lift -> fields.action(END_OF_LEGAL_HOLD, VERSION);
        };
    }

    /**
     * The command that was asked for.
     *
     * @param keys looks up the keys that there are of a customer
     * @param rules what erasures have to wait for
     */
    public static Requestable read(RequestedAction action, Function<String, List<UUID>> keys, ErasureRules rules) {
        String customerId = ActionFields.of(action).required(CUSTOMER_ID);
        return switch (action.kind()) {
            case ERASURE -> new ScheduleErasure(customerId, keys.apply(customerId), rules);
            case END_OF_LEGAL_HOLD -> new LiftLegalHold(customerId);
            default -> throw new IllegalStateException("No action on customers is called %s.".formatted(action.kind()));
        };
    }
}
