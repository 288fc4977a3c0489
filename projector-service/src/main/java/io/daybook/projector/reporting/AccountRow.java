package io.daybook.projector.reporting;

import io.daybook.events.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the view's table of accounts, see the comments there: each component is a column. */
record AccountRow(
        UUID accountId,
        @Nullable String productCode,
        String currency,
        BigDecimal balance,
        boolean isClosed,
        LocalDate openedOn,
        LocalDate quietSinceValue,
        LocalDate quietSinceBooking,
        boolean isUsed) {

    Money money() {
        return new Money(balance, Currency.getInstance(currency));
    }

    AccountRow moved(Money change) {
        return changed(money().plus(change).value(), isClosed, quietSinceValue, quietSinceBooking, isUsed);
    }

    /** After a movement that the bank did not make itself. Other books may have had the first one before the opening was booked here. */
    AccountRow usedByCustomer(LocalDate effectiveDate, LocalDate bookingDate) {
        return changed(
                balance,
                isClosed,
                later(quietSinceValue, effectiveDate),
                isUsed ? later(quietSinceBooking, bookingDate) : bookingDate,
                true);
    }

    AccountRow closed() {
        return changed(balance, true, quietSinceValue, quietSinceBooking, isUsed);
    }

    private AccountRow changed(
            BigDecimal newBalance,
            boolean newIsClosed,
            LocalDate newQuietSinceValue,
            LocalDate newQuietSinceBooking,
            boolean newIsUsed) {
        return new AccountRow(
                accountId,
                productCode,
                currency,
                newBalance,
                newIsClosed,
                openedOn,
                newQuietSinceValue,
                newQuietSinceBooking,
                newIsUsed);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
