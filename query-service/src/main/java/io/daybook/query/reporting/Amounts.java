package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;

/** Reads amounts of rows that have a column {@code currency}. */
final class Amounts {

    private Amounts() {}

    /** The amount in major units, with the decimals of the row's currency. A sum over accounts may have more digits than any of them. */
    static BigDecimal amount(ResultSet row, String column) throws SQLException {
        int decimals = Currency.getInstance(row.getString("currency")).getDefaultFractionDigits();
        return row.getBigDecimal(column).setScale(decimals);
    }
}
