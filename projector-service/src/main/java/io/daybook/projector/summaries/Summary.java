package io.daybook.projector.summaries;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Summary of an account. Amounts are in major units of its currency, with that currency's decimals.
 *
 * @param balance the sum of all its transactions
 * @param held amount that its holds set aside; one whose time is over counts until its end is in the log
 * @param overdraftLimit amount by which the balance may go below zero
 * @param transactions number of times that the balance has moved
 * @param latestDate the latest value date of a transaction, null before the first
 * @param openedAt time when it was opened, by the time of recording
 * @param updatedAt time when the last of its events was recorded
 */
record Summary(
        String holderName,
        @Nullable String productCode,
        String currency,
        Status status,
        BigDecimal balance,
        BigDecimal held,
        BigDecimal overdraftLimit,
        long transactions,
        @Nullable LocalDate latestDate,
        Instant openedAt,
        Instant updatedAt) {

    /** State of an account: it decides whether money may move. */
    enum Status {
        OPEN,
        FROZEN,
        CLOSED
    }

    /** Amount that may leave the account. */
    BigDecimal available() {
        return balance.subtract(held).add(overdraftLimit);
    }

    Summary moved(BigDecimal change, LocalDate date) {
        LocalDate latest = latestDate == null || latestDate.isBefore(date) ? date : latestDate;
        return new Summary(
                holderName,
                productCode,
                currency,
                status,
                balance.add(change),
                held,
                overdraftLimit,
                transactions + 1,
                latest,
                openedAt,
                updatedAt);
    }

    Summary heldMore(BigDecimal change) {
        return new Summary(
                holderName,
                productCode,
                currency,
                status,
                balance,
                held.add(change),
                overdraftLimit,
                transactions,
                latestDate,
                openedAt,
                updatedAt);
    }

    Summary withStatus(Status newStatus) {
        return new Summary(
                holderName,
                productCode,
                currency,
                newStatus,
                balance,
                held,
                overdraftLimit,
                transactions,
                latestDate,
                openedAt,
                updatedAt);
    }

    Summary withOverdraftLimit(BigDecimal newLimit) {
        return new Summary(
                holderName,
                productCode,
                currency,
                status,
                balance,
                held,
                newLimit,
                transactions,
                latestDate,
                openedAt,
                updatedAt);
    }

    Summary updatedAt(Instant recordedAt) {
        return new Summary(
                holderName,
                productCode,
                currency,
                status,
                balance,
                held,
                overdraftLimit,
                transactions,
                latestDate,
                openedAt,
                recordedAt);
    }
}
