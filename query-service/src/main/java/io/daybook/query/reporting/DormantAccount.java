package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An open account on which only the bank itself has moved money for some time.
 *
 * @param balance in major units of the currency, as it is now
 * @param openedOn the value date of its opening
 * @param quietSince the day of the last movement that the bank did not make itself; before the first, of the opening
 */
record DormantAccount(
        UUID accountId,
        @Nullable String productCode,
        String currency,
        BigDecimal balance,
        LocalDate openedOn,
        LocalDate quietSince) {

    static DormantAccount of(ResultSet row) throws SQLException {
        return new DormantAccount(
                row.getObject("account_id", UUID.class),
                row.getString("product_code"),
                row.getString("currency"),
                Amounts.amount(row, "balance"),
                row.getObject("opened_on", LocalDate.class),
                row.getObject("quiet_since", LocalDate.class));
    }
}
