package io.daybook.projector.balances;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the view's main table, see the comments there: each component is a column.
 *
 * @param latestDate the latest value date of its transactions, null before the first of them
 */
record AccountRow(
        UUID accountId,
        @Nullable String customerId,
        @Nullable String productCode,
        String currency,
        String status,
        BigDecimal balance,
        BigDecimal held,
        BigDecimal overdraftLimit,
        @Nullable LocalDate latestDate,
        long version,
        long position,
        Instant openedAt,
        Instant updatedAt) {

    AccountRow after(long newVersion, long newPosition, Instant recordedAt) {
        return new AccountRow(
                accountId,
                customerId,
                productCode,
                currency,
                status,
                balance,
                held,
                overdraftLimit,
                latestDate,
                newVersion,
                newPosition,
                openedAt,
                recordedAt);
    }

    AccountRow moved(BigDecimal change, LocalDate newLatestDate) {
        return changed(status, balance.add(change), held, overdraftLimit, newLatestDate);
    }

    AccountRow heldMore(BigDecimal change) {
        return changed(status, balance, held.add(change), overdraftLimit, latestDate);
    }

    AccountRow withStatus(String newStatus) {
        return changed(newStatus, balance, held, overdraftLimit, latestDate);
    }

    AccountRow withOverdraftLimit(BigDecimal newLimit) {
        return changed(status, balance, held, newLimit, latestDate);
    }

    private AccountRow changed(
            String newStatus,
            BigDecimal newBalance,
            BigDecimal newHeld,
            BigDecimal newLimit,
            @Nullable LocalDate newLatestDate) {
        return new AccountRow(
                accountId,
                customerId,
                productCode,
                currency,
                newStatus,
                newBalance,
                newHeld,
                newLimit,
                newLatestDate,
                version,
                position,
                openedAt,
                updatedAt);
    }

    /** Tells whether a movement of that value date comes after, or on, all the days so far. */
    boolean isInOrder(LocalDate effectiveDate) {
        return latestDate == null || !effectiveDate.isBefore(latestDate);
    }
}
