package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A leg of what an event posted.
 *
 * @param position the event's position in the log
 * @param leg 1, 2, 3 … within the event, whose legs sum to zero
 * @param operation the event's type
 * @param reversedOperation the type of what a reversal takes back
 * @param ledgerAccount the account of the ledger, by its code in the chart of accounts
 * @param accountId the customer's account that the event happened to
 * @param amount in major units of the currency: a debit is positive, a credit negative
 * @param effectiveDate the value date
 * @param bookingDate the day on which other books had it, where it was imported from there, or else the day of recording in the bank's
 *     zone
 */
record Posting(
        long position,
        int leg,
        UUID eventId,
        String operation,
        @Nullable String reversedOperation,
        String ledgerAccount,
        UUID accountId,
        @Nullable String productCode,
        String currency,
        BigDecimal amount,
        LocalDate effectiveDate,
        LocalDate bookingDate,
        @Nullable String purpose) {

    static Posting of(ResultSet row) throws SQLException {
        return new Posting(
                row.getLong("position"),
                row.getInt("leg"),
                row.getObject("event_id", UUID.class),
                row.getString("operation"),
                row.getString("reversed_operation"),
                row.getString("ledger_account"),
                row.getObject("account_id", UUID.class),
                row.getString("product_code"),
                row.getString("currency"),
                Amounts.amount(row, "amount"),
                row.getObject("effective_date", LocalDate.class),
                row.getObject("booking_date", LocalDate.class),
                row.getString("purpose"));
    }
}
