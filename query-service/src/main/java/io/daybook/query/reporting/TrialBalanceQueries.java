package io.daybook.query.reporting;

import io.daybook.query.database.ReadDatabase;
import io.daybook.query.reporting.TrialBalance.LedgerBalance;
import io.daybook.query.reporting.TrialBalance.LedgerTotal;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Trial balances, from sums that the projector keeps by day and by stretch of the log. */
@Component
class TrialBalanceQueries {

    private static final String AS_OF = """
            with totals as (
                select currency, ledger_account, sum(debit) as debit, sum(credit) as credit
                from   ledger_days
                where  axis = :axis
                and    day <= :asOf
                group  by currency, ledger_account)
            select currencies.currency,
                   chart.code,
                   chart.name,
                   chart.kind,
                   coalesce(totals.debit, 0)  as debit,
                   coalesce(totals.credit, 0) as credit
            from   (select distinct currency from totals) currencies
            cross  join ledger_accounts chart
            left   join totals on  totals.currency = currencies.currency
                               and totals.ledger_account = chart.code
            order  by currencies.currency, chart.code
            """;

    /** The stretches before the position's own, and the postings of that one up to it. */
    private static final String AT_POSITION = """
            with totals as (
                select currency, ledger_account, sum(debit) as debit, sum(credit) as credit
                from (
                    select currency, ledger_account, debit, credit
                    from   ledger_blocks
                    where  block < :block
                    union  all
                    select currency, ledger_account, greatest(amount, 0), greatest(-amount, 0)
                    from   postings
                    where  position between :blockBegin and :position) parts
                group  by currency, ledger_account)
            select currencies.currency,
                   chart.code,
                   chart.name,
                   chart.kind,
                   coalesce(totals.debit, 0)  as debit,
                   coalesce(totals.credit, 0) as credit
            from   (select distinct currency from totals) currencies
            cross  join ledger_accounts chart
            left   join totals on  totals.currency = currencies.currency
                               and totals.ledger_account = chart.code
            order  by currencies.currency, chart.code
            """;

    private static final String POSITION = """
            select coalesce(max(position), 0)
            from   checkpoints
            """;

    /** Number of positions that a row of {@code ledger_blocks} spans, as the comment there says. */
    private static final long BLOCK_POSITIONS = 4096;

    private final ReadDatabase database;

    TrialBalanceQueries(@Qualifier(ReportingGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * The balances as of a day.
     *
     * @param asOf the last day that counts; null for all
     */
    TrialBalance asOf(@Nullable LocalDate asOf, DateBasis by) {
        return database.inOneSnapshot(() -> {
            List<LedgerBalance> balances = database.jdbc()
                    .sql(AS_OF)
                    .param("axis", by.name())
                    .param("asOf", asOf == null ? LocalDate.MAX : asOf)
                    .query((row, rowNumber) -> balance(row))
                    .list();
            return new TrialBalance(by, asOf, null, position(), balances, totals(balances));
        });
    }

    /**
     * The balances as of a position of the log.
     *
     * @throws Problem if the view has not come that far
     */
    TrialBalance atPosition(long atPosition) {
        return database.inOneSnapshot(() -> {
            long position = position();
            if (atPosition > position) {
                throw notYet(atPosition, position);
            }
            List<LedgerBalance> balances = database.jdbc()
                    .sql(AT_POSITION)
                    .param("block", atPosition / BLOCK_POSITIONS)
                    .param("blockBegin", atPosition / BLOCK_POSITIONS * BLOCK_POSITIONS)
                    .param("position", atPosition)
                    .query((row, rowNumber) -> balance(row))
                    .list();
            return new TrialBalance(null, null, atPosition, position, balances, totals(balances));
        });
    }

    private static Problem notYet(long wanted, long there) {
        return new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-yet",
                        "Position %d is not in the view yet; position %d is. Ask again.".formatted(wanted, there))
                .with("atPosition", wanted)
                .with("position", there)
                .retryLater();
    }

    private long position() {
        return database.jdbc().sql(POSITION).query(Long.class).single();
    }

    private static LedgerBalance balance(ResultSet row) throws SQLException {
        BigDecimal debit = Amounts.amount(row, "debit");
        BigDecimal credit = Amounts.amount(row, "credit");
        return new LedgerBalance(
                row.getString("currency"),
                row.getString("code"),
                row.getString("name"),
                row.getString("kind"),
                debit,
                credit,
                debit.subtract(credit));
    }

    private static List<LedgerTotal> totals(List<LedgerBalance> balances) {
        var totals = new LinkedHashMap<String, LedgerTotal>();
        for (LedgerBalance balance : balances) {
            var own = new LedgerTotal(balance.currency(), balance.debit(), balance.credit(), balance.balance());
            totals.merge(balance.currency(), own, TrialBalanceQueries::sum);
        }
        return new ArrayList<>(totals.values());
    }

    private static LedgerTotal sum(LedgerTotal one, LedgerTotal other) {
        return new LedgerTotal(
                one.currency(),
                one.debit().add(other.debit()),
                one.credit().add(other.credit()),
                one.difference().add(other.difference()));
    }
}
