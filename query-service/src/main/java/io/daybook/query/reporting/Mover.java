package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account and what it moved in a range of days. Amounts are in major units of its currency.
 *
 * @param place 1 for the largest mover of the currency
 * @param count number of events
 * @param in money that came in; reversals take away from it
 * @param out money that went out; reversals take away from it
 * @param net money that came in less money that went out
 * @param gross sum of money in and money out, each without its sign
 */
record Mover(
        String currency,
        long place,
        UUID accountId,
        @Nullable String productCode,
        long count,
        BigDecimal in,
        BigDecimal out,
        BigDecimal net,
        BigDecimal gross) {}
