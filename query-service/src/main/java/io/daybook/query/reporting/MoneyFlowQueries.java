package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Inflow and outflow over time. */
@Component
class MoneyFlowQueries {

    /** 2000 is the code of the customer deposits in the chart of accounts. */
    private static final String SERIES = """
            select opening.currency,
                   step.first_day,
                   step.last_day,
                   coalesce(flow.money_in, 0)  as money_in,
                   coalesce(flow.money_out, 0) as money_out,
                   opening.deposits
                     + sum(coalesce(flow.money_in - flow.money_out, 0))
                         over (partition by opening.currency order by step.first_day) as closing_deposits
            from   (select currency, coalesce(sum(credit - debit) filter (where day < :from), 0) as deposits
                    from   ledger_days
                    where  axis = :axis
                    and    day <= :to
                    and    ledger_account = '2000'
                    and    (cast(:currency as text) is null or currency = :currency)
                    group  by currency) opening
            cross  join unnest(cast(:firstDays as date[]), cast(:lastDays as date[])) step (first_day, last_day)
            left   join lateral (
                select sum(money_in) as money_in, sum(money_out) as money_out
                from   daily_totals
                where  axis = :axis
                and    day between step.first_day and step.last_day
                and    currency = opening.currency) flow on true
            order  by opening.currency, step.first_day
            """;

    private final ReadDatabase database;

    MoneyFlowQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /** The flows of steps that follow on one another, for each currency that has any by then. */
    List<MoneyFlow> series(List<Days> steps, DateBasis by, @Nullable Currency currency) {
        return database.jdbc()
                .sql(SERIES)
                .param("axis", by.name())
                .param("from", steps.getFirst().from())
                .param("to", steps.getLast().to())
                .param("currency", currency == null ? null : currency.getCurrencyCode())
                .param("firstDays", array(steps, Days::from))
                .param("lastDays", array(steps, Days::to))
                .query((row, rowNumber) -> flow(row))
                .list();
    }

    private static String array(List<Days> steps, Function<Days, LocalDate> day) {
        return steps.stream().map(day).map(LocalDate::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static MoneyFlow flow(ResultSet row) throws SQLException {
        BigDecimal in = Amounts.amount(row, "money_in");
        BigDecimal out = Amounts.amount(row, "money_out");
        return new MoneyFlow(
                row.getString("currency"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                in,
                out,
                in.subtract(out),
                Amounts.amount(row, "closing_deposits"));
    }
}
