package io.daybook.query.balances.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A past balance.
 *
 * @param balance the sum of the lines whose value date is not after {@code asOf}, among those recorded by {@code knownAt}
 * @param asOf the value date, at its end
 * @param knownAt the moment of knowledge
 * @param version the stream version of the last line that was known then; 0 if there was none
 */
record BalanceAsOf(
        UUID accountId, BigDecimal balance, String currency, LocalDate asOf, Instant knownAt, long version) {}
