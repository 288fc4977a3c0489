package io.daybook.projector.reporting;

import io.daybook.events.Money;

/**
 * One side of an event's posting.
 *
 * @param account the account of the ledger
 * @param amount a debit is positive, a credit negative; never zero
 */
record Leg(LedgerAccount account, Money amount) {

    Leg opposite() {
        return new Leg(account, amount.negated());
    }
}
