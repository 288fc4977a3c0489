package io.daybook.query.balances.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account in a list. What is available depends on its holds and stands in the account itself.
 *
 * @param balance the sum of all its transactions, in major units of the currency
 * @param overdraftLimit amount by which the balance may go below zero
 * @param version the stream version of the last event that is in here
 */
public record AccountSummary(
        UUID accountId,
        Holder holder,
        @Nullable String productCode,
        String currency,
        AccountStatus status,
        BigDecimal balance,
        BigDecimal overdraftLimit,
        long version,
        long position,
        Instant openedAt,
        Instant updatedAt) {}
