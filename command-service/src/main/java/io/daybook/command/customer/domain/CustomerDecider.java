package io.daybook.command.customer.domain;

import static io.daybook.command.customer.domain.CustomerRefusals.nothingHeld;

import io.daybook.command.customer.domain.CustomerCommand.ErasePersonalData;
import io.daybook.command.decision.Decision;
import io.daybook.command.decision.Decision.Accepted;
import io.daybook.command.decision.Decision.Refused;
import io.daybook.command.decision.DecisionTime;
import io.daybook.command.decision.NewEvent;
import io.daybook.events.CustomerEvent;
import io.daybook.events.CustomerEvent.PersonalDataErased;
import java.util.List;
import java.util.UUID;

/** The rules of the bank for customers: a command and what is known of the customer give events, or a refusal. Pure. */
final class CustomerDecider {

    private CustomerDecider() {}

    static Decision decide(CustomerCommand command, Customer customer, DecisionTime time) {
        return switch (command) {
            case ErasePersonalData erase -> erase(erase, customer, time);
        };
    }

    /** A key whose end is recorded needs no second event, even if it is still there for a moment. */
    private static Decision erase(ErasePersonalData command, Customer customer, DecisionTime time) {
        List<UUID> keys = command.keyIds().stream()
                .filter(key -> !customer.erasedKeys().contains(key))
                .toList();
        if (keys.isEmpty()) {
            return new Refused(nothingHeld(command.customerId()));
        }
        var erased = new PersonalDataErased(command.customerId(), keys);
        return new Accepted(List.of(new NewEvent(CustomerEvent.streamId(command.customerId()), erased, time.today())));
    }
}
