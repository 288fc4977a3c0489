package io.daybook.query.balances.statement;

import io.daybook.events.Money;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountQueries;
import io.daybook.query.balances.history.BalanceHistoryQueries;
import io.daybook.query.balances.history.DateRange;
import io.daybook.query.balances.history.KnownAtVersion;
import io.daybook.query.bank.BankProperties;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.AccountProblems;
import io.daybook.query.http.Direction;
import io.daybook.query.http.Limit;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
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

    /** Facts of an account, and of the line that a page begins after. */
    private static final String BOOKED = """
            select accounts.currency,
                   exists (select
                           from   transactions
                           where  account_id = accounts.account_id
                           and    booked_at is not null)  as has_history,
                   (select coalesce(booked_at, recorded_at)
                    from   transactions
                    where  account_id = accounts.account_id
                    and    version = :after)              as after_booked
            from   accounts
            where  account_id = :account
            """;

    private static final String BOOKING_ASC = """
            select *
            from   transactions
            where  account_id = :account
            and    coalesce(booked_at, recorded_at) < :end
            and    (coalesce(booked_at, recorded_at), version) > (:booked, :version)
            order  by coalesce(booked_at, recorded_at), version
            limit  :rows
            """;

    private static final String BOOKING_DESC = """
            select *
            from   transactions
            where  account_id = :account
            and    coalesce(booked_at, recorded_at) >= :begin
            and    (coalesce(booked_at, recorded_at), version) < (:booked, :version)
            order  by coalesce(booked_at, recorded_at) desc, version desc
            limit  :rows
            """;

    private static final String BOOKED_UP_TO = """
            select coalesce(sum(amount), 0)
            from   transactions
            where  account_id = :account
            and    (coalesce(booked_at, recorded_at), version) <= (:booked, :version)
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
                        StatementLine.of(row, Currency.getInstance(row.getString("currency")), bank.zone())))
                .optional()
                .orElseThrow(() -> Problem.unknown(
                        "unknown-transaction", "There is no such transaction here. It may not be in the view yet."));
    }

    /** A line, and the account in whose statement it stands. */
    record AccountLine(UUID accountId, StatementLine line) {}

    /**
     * Lines in the order of booking. The range is of booking dates.
     *
     * @param after the version of the line before the page; null for the first page
     * @throws Problem if the account is unknown, or has no line of that version
     */
    List<StatementLine> byBooking(
            UUID account, DateRange range, Direction direction, @Nullable Long after, Limit limit) {
        return database.inOneSnapshot(() -> {
            Start start = start(account, range, direction, after);
            List<StatementLine> lines = booking(range, direction)
                    .param("account", account)
                    .param("booked", start.booked())
                    .param("version", start.version())
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> StatementLine.of(row, start.currency(), bank.zone()))
                    .list();
            return start.hasHistory() ? summedUp(lines, bookedBefore(account, start, direction), direction) : lines;
        });
    }

    /**
     * Place where a page begins.
     *
     * @param hasHistory whether other books had a line of the account on a day of their own. If none, the order of booking is that
     *     of recording, in which every line has its running balance
     * @param booked the moment of booking after which it begins
     * @param version the version after which it begins, of the lines of that moment
     */
    private record Start(Currency currency, boolean hasHistory, OffsetDateTime booked, long version) {}

    private Start start(UUID account, DateRange range, Direction direction, @Nullable Long after) {
        OffsetDateTime edge =
                switch (direction) {
                    case ASC -> range.begin(bank.zone());
                    case DESC -> range.end(bank.zone());
                };
        return database.jdbc()
                .sql(BOOKED)
                .param("account", account)
                .param("after", after == null ? 0L : after)
                .query((row, rowNumber) -> new Start(
                        Currency.getInstance(row.getString("currency")),
                        row.getBoolean("has_history"),
                        after == null ? edge : afterBooked(row),
                        after == null ? 0L : after))
                .optional()
                .orElseThrow(AccountProblems::unknownAccount);
    }

    private static OffsetDateTime afterBooked(ResultSet row) throws SQLException {
        OffsetDateTime booked = row.getObject("after_booked", OffsetDateTime.class);
        if (booked == null) {
            throw Problem.badParameter("cursor", "a nextCursor of the same question, unchanged");
        }
        return booked;
    }

    private StatementSpec booking(DateRange range, Direction direction) {
        return switch (direction) {
            case ASC -> database.jdbc().sql(BOOKING_ASC).param("end", range.end(bank.zone()));
            case DESC -> database.jdbc().sql(BOOKING_DESC).param("begin", range.begin(bank.zone()));
        };
    }

    /** The sum of all lines before the page; backward, of those in it and after it, which were booked before. */
    private BigDecimal bookedBefore(UUID account, Start start, Direction direction) {
        BigDecimal sum = database.jdbc()
                .sql(BOOKED_UP_TO)
                .param("account", account)
                .param("booked", start.booked())
                .param("version", direction == Direction.ASC ? start.version() : start.version() - 1)
                .query(BigDecimal.class)
                .single();
        return new Money(sum, start.currency()).value();
    }

    /** Forward, a line's balance is the one before it and its amount; backward, the one before it is this less the amount. */
    private static List<StatementLine> summedUp(List<StatementLine> lines, BigDecimal start, Direction direction) {
        var summedUp = new ArrayList<StatementLine>(lines.size());
        BigDecimal balance = start;
        for (StatementLine line : lines) {
            BigDecimal own = direction == Direction.ASC ? balance.add(line.amount()) : balance;
            balance = direction == Direction.ASC ? own : balance.subtract(line.amount());
            summedUp.add(line.withRunningBalance(own));
        }
        return summedUp;
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
                    .query((row, rowNumber) -> StatementLine.of(row, currency, bank.zone()))
                    .list();
            return placed(lines, start, direction);
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

    private static List<ValueLine> placed(List<StatementLine> lines, ValueDatePosition start, Direction direction) {
        return summedUp(lines, start.balance(), direction).stream()
                .map(line -> new ValueLine(line, next(line, start, direction)))
                .toList();
    }

    private static ValueDatePosition next(StatementLine line, ValueDatePosition start, Direction direction) {
        BigDecimal balance = direction == Direction.ASC
                ? line.runningBalance()
                : line.runningBalance().subtract(line.amount());
        return new ValueDatePosition(start.known(), line.effectiveDate(), line.version(), balance);
    }
}
