package io.daybook.query.balances.statement;

import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountQueries;
import io.daybook.query.balances.history.BalanceHistoryQueries;
import io.daybook.query.balances.history.DateRange;
import io.daybook.query.balances.history.KnownAtVersion;
import io.daybook.query.bank.BankProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Statement lines, in the order of booking or by value date. */
@Component
class StatementQueries {

    private static final String LINE = """
            select transactions.*, accounts.currency
            from   transactions
            join   accounts using (account_id)
            where  event_id = :event
            """;

    /** The bounds in time become bounds in versions, which is what the lines are ordered by. */
    private static final String BOOKING_ASC = """
            select *
            from   transactions
            where  account_id = :account
            and    version > :after
            and    version >= (select version
                               from   transactions
                               where  account_id = :account
                               and    recorded_at >= :begin
                               order  by recorded_at, version
                               limit  1)
            and    version <= (select version
                               from   transactions
                               where  account_id = :account
                               and    recorded_at < :end
                               order  by recorded_at desc, version desc
                               limit  1)
            order  by version
            limit  :rows
            """;

    private static final String BOOKING_DESC = """
            select *
            from   transactions
            where  account_id = :account
            and    version < :after
            and    version >= (select version
                               from   transactions
                               where  account_id = :account
                               and    recorded_at >= :begin
                               order  by recorded_at, version
                               limit  1)
            and    version <= (select version
                               from   transactions
                               where  account_id = :account
                               and    recorded_at < :end
                               order  by recorded_at desc, version desc
                               limit  1)
            order  by version desc
            limit  :rows
            """;

    private static final String VALUE_ASC = """
            select *
            from   transactions
            where  account_id = :account
            and    version <= :known
            and    effective_date <= :to
            and    (effective_date, version) > (:date, :version)
            order  by effective_date, version
            limit  :rows
            """;

    private static final String VALUE_DESC = """
            select *
            from   transactions
            where  account_id = :account
            and    version <= :known
            and    effective_date >= :from
            and    (effective_date, version) < (:date, :version)
            order  by effective_date desc, version desc
            limit  :rows
            """;

    private final ReadDatabase database;
    private final AccountQueries accounts;
    private final BalanceHistoryQueries dayBalances;
    private final BankProperties bank;

    StatementQueries(
            @Qualifier(BalancesGroup.NAME) ReadDatabase database,
            AccountQueries accounts,
            BalanceHistoryQueries dayBalances,
            BankProperties bank) {
        this.database = database;
        this.accounts = accounts;
        this.dayBalances = dayBalances;
        this.bank = bank;
    }

    /**
     * Cursor position in a statement by value date.
     *
     * @param known the version that the first page saw; later lines are left out, or sums would not add up over the pages
     * @param date the last line's value date
     * @param version the last line's version
     * @param balance the running balance on the side of the next line
     */
    record ValueDatePosition(long known, LocalDate date, long version, BigDecimal balance) {}

    /**
     * Lines by value date, and with each the cursor position after it.
     *
     * @param line the line, its running balance in the order of value dates
     * @param next place where the statement goes on after it
     */
    record ValueLine(StatementLine line, ValueDatePosition next) {}

    /**
     * One line.
     *
     * @throws Problem if there is no such transaction
     */
    AccountLine line(UUID event) {
        return database.jdbc()
                .sql(LINE)
                .param("event", event)
                .query((row, rowNumber) -> new AccountLine(
                        row.getObject("account_id", UUID.class),
                        StatementLine.of(row, Currency.getInstance(row.getString("currency")))))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-transaction", "There is no such transaction here. It may not be in the view yet."));
    }

    /** A line, and the account in whose statement it stands. */
    record AccountLine(UUID accountId, StatementLine line) {}

    /**
     * Lines in the order of booking. The range is of the days, in the bank's zone, on which they were recorded.
     *
     * @param after the version of the line before the page; null for the first page
     * @throws Problem if the account is unknown
     */
    List<StatementLine> byBooking(
            UUID account, DateRange range, Direction direction, @Nullable Long after, Limit limit) {
        return database.inOneSnapshot(() -> {
            Currency currency = accounts.currency(account);
            return booking(direction, after)
                    .param("account", account)
                    .param("begin", range.begin(bank.zone()))
                    .param("end", range.end(bank.zone()))
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> StatementLine.of(row, currency))
                    .list();
        });
    }

    private StatementSpec booking(Direction direction, @Nullable Long after) {
        return switch (direction) {
            case ASC -> database.jdbc().sql(BOOKING_ASC).param("after", after == null ? 0L : after);
            case DESC -> database.jdbc().sql(BOOKING_DESC).param("after", after == null ? Long.MAX_VALUE : after);
        };
    }

    /**
     * Lines by value date. The range is of value dates.
     *
     * @param after place where the page begins; null for the first page
     * @throws Problem if the account is unknown
     */
    List<ValueLine> byValue(
            UUID account, DateRange range, Direction direction, @Nullable ValueDatePosition after, Limit limit) {
        return database.inOneSnapshot(() -> {
            Currency currency = accounts.currency(account);
            ValueDatePosition start = after == null ? firstPlace(account, range, direction) : after;
            List<StatementLine> lines = value(range, direction)
                    .param("account", account)
                    .param("known", start.known())
                    .param("date", start.date())
                    .param("version", start.version())
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> StatementLine.of(row, currency))
                    .list();
            return summedUp(lines, start, direction);
        });
    }

    private StatementSpec value(DateRange range, Direction direction) {
        return switch (direction) {
            case ASC -> database.jdbc().sql(VALUE_ASC).param("to", range.to());
            case DESC -> database.jdbc().sql(VALUE_DESC).param("from", range.from());
        };
    }

    private ValueDatePosition firstPlace(UUID account, DateRange range, Direction direction) {
        KnownAtVersion known = dayBalances.known(account, null);
        return switch (direction) {
            case ASC ->
                new ValueDatePosition(
                        known.version(), range.from(), 0, dayBalances.balance(account, range.eve(), known));
            case DESC ->
                new ValueDatePosition(
                        known.version(), range.to(), Long.MAX_VALUE, dayBalances.balance(account, range.to(), known));
        };
    }

    /** Forward, a line's balance is the one before it and its amount; backward, the one before it is this less the amount. */
    private static List<ValueLine> summedUp(List<StatementLine> lines, ValueDatePosition start, Direction direction) {
        var summedUp = new ArrayList<ValueLine>(lines.size());
        BigDecimal balance = start.balance();
        for (StatementLine line : lines) {
            BigDecimal own = direction == Direction.ASC ? balance.add(line.amount()) : balance;
            balance = direction == Direction.ASC ? own : balance.subtract(line.amount());
            summedUp.add(new ValueLine(
                    line.withRunningBalance(own),
                    new ValueDatePosition(start.known(), line.effectiveDate(), line.version(), balance)));
        }
        return summedUp;
    }
}
