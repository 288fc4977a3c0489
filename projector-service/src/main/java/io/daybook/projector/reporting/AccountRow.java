package io.daybook.projector.reporting;

import io.daybook.events.Money;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the view's table of accounts, see the comments there. */
record AccountRow(
        UUID accountId,
        @Nullable String productCode,
        Money balance,
        boolean isClosed,
        LocalDate openedOn,
        LocalDate quietSinceValue,
        LocalDate quietSinceBooking) {

    AccountRow moved(Money change) {
        return new AccountRow(
                accountId, productCode, balance.plus(change), isClosed, openedOn, quietSinceValue, quietSinceBooking);
    }

    /** After a movement that the bank did not make itself. */
    AccountRow usedByCustomer(LocalDate effectiveDate, LocalDate bookingDate) {
        return new AccountRow(
                accountId,
                productCode,
                balance,
                isClosed,
                openedOn,
                later(quietSinceValue, effectiveDate),
                later(quietSinceBooking, bookingDate));
    }

    AccountRow closed() {
        return new AccountRow(accountId, productCode, balance, true, openedOn, quietSinceValue, quietSinceBooking);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
