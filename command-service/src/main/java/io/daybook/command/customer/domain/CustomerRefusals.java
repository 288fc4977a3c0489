package io.daybook.command.customer.domain;

import static io.daybook.command.decision.Refusal.unknown;

import io.daybook.command.decision.Refusal;

/** Every reason for which the bank refuses a command to a customer. */
public final class CustomerRefusals {

    private CustomerRefusals() {}

    /** There is nothing to forget. */
    public static Refusal nothingHeld(String customerId) {
        return unknown(
                "no-personal-data",
                "No personal data is held of customer %s: there never was any, or it is erased.".formatted(customerId));
    }
}
