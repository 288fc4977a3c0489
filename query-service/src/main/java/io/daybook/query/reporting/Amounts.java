package io.daybook.query.reporting;

import io.daybook.events.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/** Reads amounts of rows that have a column {@code currency}. */
final class Amounts {

    private Amounts() {}

    /** The amount in major units, with the decimals of the row's currency. */
    static BigDecimal amount(ResultSet row, String column) throws SQLException {
        return new Money(row.getBigDecimal(column), Currency.getInstance(row.getString("currency"))).value();
    }
}
