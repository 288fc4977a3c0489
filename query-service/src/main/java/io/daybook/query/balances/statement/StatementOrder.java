package io.daybook.query.balances.statement;

import java.util.Locale;

/** Date by which a statement is ordered, bounded and summed up. */
enum StatementOrder {
    /** The order in which the lines were booked. */
    BOOKING,
    /** The value date, and the order of booking within a day. */
    VALUE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
