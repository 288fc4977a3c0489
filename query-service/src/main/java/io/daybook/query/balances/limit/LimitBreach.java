package io.daybook.query.balances.limit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A debit of the bank's own that left an account below its limit.
 *
 * @param position the log position of the breach
 * @param eventId the debit
 * @param type kind of the debit
 * @param amount change of the balance, in major units
 * @param firstDay the first day, from the debit's value date on, that closes below the limit
 * @param balance the balance at the end of that day, as known when the debit was booked
 * @param recordedAt time when the debit was booked
 */
record LimitBreach(
        long position,
        UUID accountId,
        UUID eventId,
        String type,
        BigDecimal amount,
        String currency,
        LocalDate firstDay,
        BigDecimal balance,
        BigDecimal overdraftLimit,
        Instant recordedAt,
        @Nullable String reason,
        String actor) {}
