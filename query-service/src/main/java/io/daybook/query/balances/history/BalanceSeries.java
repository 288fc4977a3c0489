package io.daybook.query.balances.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Day-end balances, for a chart.
 *
 * @param openingBalance the balance before the first day of the range
 * @param knownAt the moment of knowledge
 * @param version the stream version of the last line that was known then; 0 if there was none
 * @param items the days that have transactions, oldest first; on all others the balance is that of the day before
 */
record BalanceSeries(
        UUID accountId,
        String currency,
        Instant knownAt,
        long version,
        BigDecimal openingBalance,
        List<DayEnd> items) {}
