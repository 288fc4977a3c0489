package io.daybook.query.balances.statement;

import io.daybook.events.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One movement of money.
 *
 * @param version the stream version of the event; also the order of recording
 * @param amount change of the balance, in major units: positive in, negative out
 * @param runningBalance the balance with this line and all before it, in the order that was asked for
 * @param effectiveDate the value date
 * @param bookingDate the day on which other books had it, where it was imported from there, or else the day of recording in the bank's
 *     zone
 * @param counterpartyAccountId the other account of a transfer within the bank
 * @param causedBy the event because of which it was recorded: the one that a correction puts right, or the late entry that
 *     changed interest paid before
 * @param reverses the event that it takes back
 * @param reversedBy the event that takes it back
 * @param limitBreached true where this debit of the bank's own left the account below its limit, else absent
 */
record StatementLine(
        UUID eventId,
        long version,
        long position,
        String type,
        BigDecimal amount,
        String currency,
        BigDecimal runningBalance,
        LocalDate effectiveDate,
        LocalDate bookingDate,
        Instant recordedAt,
        @Nullable String reason,
        @Nullable String purpose,
        @Nullable String reference,
        @Nullable UUID counterpartyAccountId,
        String actor,
        @Nullable UUID causedBy,
        @Nullable UUID reverses,
        @Nullable UUID reversedBy,
        @Nullable Boolean limitBreached) {

    /** A row of {@code transactions}, with the running balance in the order of recording. */
    static StatementLine of(ResultSet row, Currency currency, ZoneId zone) throws SQLException {
        OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
        OffsetDateTime bookedAt = row.getObject("booked_at", OffsetDateTime.class);
        return new StatementLine(
                row.getObject("event_id", UUID.class),
                row.getLong("version"),
                row.getLong("position"),
                row.getString("type"),
                new Money(row.getBigDecimal("amount"), currency).value(),
                currency.getCurrencyCode(),
                new Money(row.getBigDecimal("balance"), currency).value(),
                row.getObject("effective_date", LocalDate.class),
                LocalDate.ofInstant((bookedAt == null ? recordedAt : bookedAt).toInstant(), zone),
                recordedAt.toInstant(),
                row.getString("reason"),
                row.getString("purpose"),
                row.getString("reference"),
                row.getObject("counterparty", UUID.class),
                row.getString("actor"),
                row.getObject("cause", UUID.class),
                row.getObject("reverses", UUID.class),
                row.getObject("reversed_by", UUID.class),
                row.getBoolean("limit_breached") ? Boolean.TRUE : null);
    }

    StatementLine withRunningBalance(BigDecimal balance) {
        return new StatementLine(
                eventId,
                version,
                position,
                type,
                amount,
                currency,
                balance,
                effectiveDate,
                bookingDate,
                recordedAt,
                reason,
                purpose,
                reference,
                counterpartyAccountId,
                actor,
                causedBy,
                reverses,
                reversedBy,
                limitBreached);
    }
}
