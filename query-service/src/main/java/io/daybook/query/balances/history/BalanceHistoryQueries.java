package io.daybook.query.balances.history;

import io.daybook.events.Money;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.AccountProblems;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Balances on two axes of time: at the end of a value date, as known at a moment.
 *
 * <p>What was known at a moment is the lines up to a version. The balance of a day, as known then, stands in the newest row
 * up to that version that says something about the day: a line of that day itself, or a restatement of it. All of it is
 * found by looks into indexes, however old the account.
 */
@Component
public class BalanceHistoryQueries {

    private static final String KNOWN = """
            select accounts.currency, line.version, line.latest_date, line.recorded_at
            from   accounts
            left   join lateral (
                select version, latest_date, recorded_at
                from   transactions
                where  account_id = accounts.account_id
                and    recorded_at <= :knownAt
                order  by recorded_at desc, version desc
                limit  1) line on true
            where  accounts.account_id = :account
            """;

    private static final String BALANCE = """
            select newest.balance
            from (
                select effective_date
                from   account_days
                where  account_id = :account
                and    effective_date <= :asOf
                and    first_version <= :known
                order  by effective_date desc
                limit  1) day
            cross  join lateral (
                (select version, day_balance as balance
                 from   transactions
                 where  account_id = :account
                 and    effective_date = day.effective_date
                 and    version <= :known
                 order  by version desc
                 limit  1)
                union  all
                (select version, balance
                 from   restated_days
                 where  account_id = :account
                 and    effective_date = day.effective_date
                 and    version <= :known
                 order  by version desc
                 limit  1)) newest
            order  by newest.version desc
            limit  1
            """;

    private static final String SERIES = """
            select day.effective_date, newest.balance
            from   account_days day
            cross  join lateral (
                select balance
                from (
                    (select version, day_balance as balance
                     from   transactions
                     where  account_id = :account
                     and    effective_date = day.effective_date
                     and    version <= :known
                     order  by version desc
                     limit  1)
                    union  all
                    (select version, balance
                     from   restated_days
                     where  account_id = :account
                     and    effective_date = day.effective_date
                     and    version <= :known
                     order  by version desc
                     limit  1)) of_day
                order  by version desc
                limit  1) newest
            where  day.account_id = :account
            and    day.effective_date between :from and :to
            and    day.first_version <= :known
            order  by day.effective_date
            limit  :rows
            """;

    private final ReadDatabase database;

    BalanceHistoryQueries(@Qualifier(BalancesGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * Finds the state of knowledge about an account.
     *
     * @param knownAt the moment; null for all that the view has, whatever the clocks say
     * @throws Problem if the account is unknown
     */
    public KnownAtVersion known(UUID account, @Nullable Instant knownAt) {
        return database.jdbc()
                .sql(KNOWN)
                .param("account", account)
                .param("knownAt", knownAt == null ? OffsetDateTime.MAX : knownAt.atOffset(ZoneOffset.UTC))
                .query((row, rowNumber) -> known(row))
                .optional()
                .orElseThrow(AccountProblems::unknownAccount);
    }

    /** The balance at the end of a day, in major units; zero before the first line. */
    public BigDecimal balance(UUID account, LocalDate asOf, KnownAtVersion known) {
        LocalDate latest = known.latestDate();
        if (latest == null) {
            return Money.zero(known.currency()).value();
        }
        BigDecimal balance = database.jdbc()
                .sql(BALANCE)
                .param("account", account)
                .param("asOf", asOf.isBefore(latest) ? asOf : latest)
                .param("known", known.version())
                .query(BigDecimal.class)
                .optional()
                .orElse(BigDecimal.ZERO);
        return new Money(balance, known.currency()).value();
    }

    /** The days of a range on which there are lines, oldest first, at most as many as asked for. */
    List<DayEnd> series(UUID account, DateRange range, KnownAtVersion known, int rows) {
        return database.jdbc()
                .sql(SERIES)
                .param("account", account)
                .param("from", range.from())
                .param("to", range.to())
                .param("known", known.version())
                .param("rows", rows)
                .query((row, rowNumber) -> new DayEnd(
                        row.getObject("effective_date", LocalDate.class),
                        new Money(row.getBigDecimal("balance"), known.currency()).value()))
                .list();
    }

    private static KnownAtVersion known(ResultSet row) throws SQLException {
        OffsetDateTime recordedAt = row.getObject("recorded_at", OffsetDateTime.class);
        return new KnownAtVersion(
                Currency.getInstance(row.getString("currency")),
                row.getLong("version"),
                row.getObject("latest_date", LocalDate.class),
                recordedAt == null ? null : recordedAt.toInstant());
    }
}
