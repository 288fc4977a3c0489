package io.daybook.query.balances.history;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A day-end balance that a backdated line changed.
 *
 * @param effectiveDate the day
 * @param from value known before, in major units
 * @param to value known since
 * @param becauseOf the event of the backdated line
 * @param at time when that was recorded
 * @param version that event's stream version
 */
record Restatement(
        LocalDate effectiveDate,
        BigDecimal from,
        BigDecimal to,
        String currency,
        UUID becauseOf,
        Instant at,
        long version) {}
