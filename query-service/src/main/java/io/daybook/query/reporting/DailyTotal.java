package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Inflow and outflow of customers' accounts on a day, by product, currency and operation. Amounts are in major units.
 *
 * @param productCode absent for accounts without a product
 * @param operation the type of the events
 * @param reversedOperation operation that was taken back, if this one is a reversal
 * @param count number of events
 * @param in money that came in; less what was taken back of it, so it may be negative
 * @param out money that went out; less what was taken back of it, so it may be negative
 * @param net money that came in less money that went out
 */
record DailyTotal(
        LocalDate day,
        @Nullable String productCode,
        String currency,
        String operation,
        @Nullable String reversedOperation,
        long count,
        BigDecimal in,
        BigDecimal out,
        BigDecimal net) {

    static DailyTotal of(ResultSet row) throws SQLException {
        BigDecimal in = Amounts.amount(row, "money_in");
        BigDecimal out = Amounts.amount(row, "money_out");
        return new DailyTotal(
                row.getObject("day", LocalDate.class),
                unlessEmpty(row.getString("product_code")),
                row.getString("currency"),
                row.getString("operation"),
                unlessEmpty(row.getString("reversed_operation")),
                row.getLong("events"),
                in,
                out,
                in.subtract(out));
    }

    private static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
