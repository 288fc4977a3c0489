package io.daybook.projector.reporting;

import io.daybook.projector.engine.VerifiedTables.Totals;
import io.daybook.projector.reporting.ReportingFold.Axis;
import java.util.ArrayList;
import java.util.List;

/**
 * The totals of the reporting view against its postings: a day at a time on each axis, and a block of the log at a time. The
 * sums are those of {@link ReportingFold} and {@link Flow}, said a second time in SQL.
 */
final class ReportingTotals {

    private ReportingTotals() {}

    /** All of them. */
    static List<Totals> all() {
        var totals = new ArrayList<Totals>();
        for (Axis axis : Axis.values()) {
            totals.add(ofDay("ledger_days", axis, sides(axis)));
            totals.add(ofDay("daily_totals", axis, dailyTotals(axis)));
            totals.add(ofDay(
                    "account_days", axis, flows(axis, "account_days", "p.account_id", "p.account_id", "account_id")));
        }
        totals.add(new Totals("ledger_blocks", nextBlock(), sidesOfBlock()));
        return totals;
    }

    private static Totals ofDay(String table, Axis axis, String differences) {
        String nextDay = """
                with slice (day) as (values (coalesce(?, '-infinity')::date))
                select min(next.day)::text as key
                from slice
                cross join lateral (
                    select min(kept.day) as day
                    from %1$s kept
                    where kept.axis = '%2$s'
                      and kept.day > slice.day
                    union all
                    select min(p.%3$s)
                    from postings p
                    where p.%3$s > slice.day
                ) next
                """.formatted(table, axis, column(axis));
        return new Totals(table, nextDay, differences);
    }

    private static String sides(Axis axis) {
        return """
                with slice (day) as (values (?::date)),
                summed as (
                    select p.currency,
                           p.ledger_account,
                           coalesce(sum(p.amount) filter (where p.amount > 0), 0)  as debit,
                           coalesce(-sum(p.amount) filter (where p.amount < 0), 0) as credit
                    from postings p
                    where p.%2$s = (select day from slice)
                    group by p.currency, p.ledger_account
                ),
                kept as (
                    select *
                    from ledger_days
                    where axis = '%1$s'
                      and day = (select day from slice)
                )
                select concat_ws(' ', '%1$s', (select day from slice), currency, ledger_account) as name
                from kept
                full join summed using (currency, ledger_account)
                where (kept.debit, kept.credit) is distinct from (summed.debit, summed.credit)
                """.formatted(axis, column(axis));
    }

    private static String dailyTotals(Axis axis) {
        String selected = """
                coalesce(p.product_code, '')       as product_code,
                p.currency,
                p.operation,
                coalesce(p.reversed_operation, '') as reversed_operation""";
        String grouped = "coalesce(p.product_code, ''), p.currency, p.operation, coalesce(p.reversed_operation, '')";
        return flows(axis, "daily_totals", selected, grouped, "product_code, currency, operation, reversed_operation");
    }

    /** The statement over what came in and went out, reversals as {@link Flow} counts them. */
    private static String flows(Axis axis, String table, String selected, String grouped, String key) {
        return """
                with slice (day) as (values (?::date)),
                summed as (
                    select %3$s,
                           count(distinct p.position) as events,
                           sum(case
                                   when p.ledger_account = '5000'
                                   then p.amount
                                   when p.ledger_account in ('1000', '2900')
                                       and (p.amount > 0) = (p.reversed_operation is null)
                                   then p.amount
                                   else 0
                               end)                   as money_in,
                           sum(case
                                   when p.ledger_account in ('2800', '4000', '4100')
                                   then -p.amount
                                   when p.ledger_account in ('1000', '2900')
                                       and (p.amount > 0) <> (p.reversed_operation is null)
                                   then -p.amount
                                   else 0
                               end)                   as money_out
                    from postings p
                    where p.%2$s = (select day from slice)
                    group by %4$s
                ),
                kept as (
                    select *
                    from %5$s
                    where axis = '%1$s'
                      and day = (select day from slice)
                )
                select concat_ws(' ', '%1$s', (select day from slice), %6$s) as name
                from kept
                full join summed using (%6$s)
                where (kept.events, kept.money_in, kept.money_out)
                      is distinct from (summed.events, summed.money_in, summed.money_out)
                """.formatted(axis, column(axis), selected, grouped, table, key);
    }

    private static String nextBlock() {
        return """
                with slice (block) as (values (coalesce(?, '-1')::bigint))
                select min(next.block)::text as key
                from slice
                cross join lateral (
                    select min(kept.block) as block
                    from ledger_blocks kept
                    where kept.block > slice.block
                    union all
                    select min(p.position) / %1$d
                    from postings p
                    where p.position >= (slice.block + 1) * %1$d
                ) next
                """.formatted(ReportingFold.BLOCK_POSITIONS);
    }

    private static String sidesOfBlock() {
        return """
                with slice (block) as (values (?::bigint)),
                summed as (
                    select p.currency,
                           p.ledger_account,
                           coalesce(sum(p.amount) filter (where p.amount > 0), 0)  as debit,
                           coalesce(-sum(p.amount) filter (where p.amount < 0), 0) as credit
                    from postings p
                    where p.position >= (select block from slice) * %1$d
                      and p.position < ((select block from slice) + 1) * %1$d
                    group by p.currency, p.ledger_account
                ),
                kept as (
                    select *
                    from ledger_blocks
                    where block = (select block from slice)
                )
                select concat_ws(' ', (select block from slice), currency, ledger_account) as name
                from kept
                full join summed using (currency, ledger_account)
                where (kept.debit, kept.credit) is distinct from (summed.debit, summed.credit)
                """.formatted(ReportingFold.BLOCK_POSITIONS);
    }

    /** The column of postings that an axis goes by. */
    private static String column(Axis axis) {
        return switch (axis) {
            case VALUE -> "effective_date";
            case BOOKING -> "booking_date";
        };
    }
}
