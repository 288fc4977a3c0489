package io.daybook.command.customer.domain;

import io.daybook.command.decision.Refusal;

/** Every reason for which the bank refuses a command to a customer. */
public sealed interface CustomerRefusal extends Refusal.Worded {

    /** There is nothing to forget. */
    record NothingHeld(String customerId) implements CustomerRefusal {
        @Override
        public Words words() {
            return unknown(
                    "no-personal-data",
                    "No personal data is held of customer %s: there never was any, or it is erased."
                            .formatted(customerId));
        }
    }
}
