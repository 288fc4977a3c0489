package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account and what it moved in a range of days. Amounts are in major units of its currency.
 *
 * @param place 1 for the largest mover of the currency
 * @param count how many events
 * @param in what came in; reversals take away from it
 * @param out what went out; reversals take away from it
 * @param net what came in less what went out
 * @param gross what came in and what went out added up, each without its sign
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
