package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Accounts with the largest movements. */
@Component
class MoverQueries {

    private static final String LARGEST = """
            with moved as (
                select account_id, sum(events) as events, sum(money_in) as money_in, sum(money_out) as money_out
                from   account_days
                where  axis = :axis
                and    day between :from and :to
                group  by account_id),
            ranked as (
                select moved.*,
                       accounts.currency,
                       accounts.product_code,
                       row_number() over (partition by accounts.currency
                                          order by case :order
                                                       when 'NET' then abs(money_in - money_out)
                                                       else abs(money_in) + abs(money_out)
                                                   end desc,
                                                   account_id) as place
                from   moved
                join   accounts using (account_id)
                where  (cast(:currency as text) is null or accounts.currency = :currency))
            select *
            from   ranked
            where  place <= :items
            order  by currency, place
            """;

    private final ReadDatabase database;

    MoverQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** The largest movers of each currency; amounts of different currencies cannot be compared. */
    List<Mover> largest(Days days, DateBasis by, MoverOrder order, @Nullable Currency currency, Limit limit) {
        return database.jdbc()
                .sql(LARGEST)
                .param("axis", by.name())
                .param("from", days.from())
                .param("to", days.to())
                .param("order", order.name())
                .param("currency", currency == null ? null : currency.getCurrencyCode())
                .param("items", limit.items())
                .query((row, rowNumber) -> mover(row))
                .list();
    }

    private static Mover mover(ResultSet row) throws SQLException {
        BigDecimal in = Amounts.amount(row, "money_in");
        BigDecimal out = Amounts.amount(row, "money_out");
        return new Mover(
                row.getString("currency"),
                row.getLong("place"),
                row.getObject("account_id", UUID.class),
                row.getString("product_code"),
                row.getLong("events"),
                in,
                out,
                in.subtract(out),
                in.abs().add(out.abs()));
    }
}
