package io.daybook.campaign.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.campaign.check.views.ExpectedTables;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rows of views that follow from a log, worked out by hand. */
class ExpectedTablesTest {

    private static final String ADA = Run.ADA.toString();
    private static final String CHARLES = Run.CHARLES.toString();

    private static Collection<String> rows(String name, List<LogEvent> log) {
        return ExpectedTables.of(log).stream()
                .filter(table -> table.name().equals(name))
                .flatMap(table -> table.rows().values().stream())
                .toList();
    }

    private static Collection<String> rows(String name) {
        return rows(name, Run.withRowsEverywhere().log());
    }

    @Test
    void a_late_entry_restates_its_own_day_if_that_had_transactions_and_all_later_ones() {
        String first = " | 00000000-0000-0004-0000-000000000008 | 2026-01-31T08:00:07.000001Z";
        String second = " | 00000000-0000-0004-0000-000000000009 | 2026-01-31T08:00:08.000001Z";
        String third = " | 00000000-0000-0004-0000-00000000000a | 2026-01-31T08:00:09.000001Z";

        assertThat(rows("balances.restated_days"))
                .containsExactlyInAnyOrder(
                        ADA + " 2026-01-31 4 | -20 | -10" + first,
                        ADA + " 2026-01-31 5 | -10 | -5" + second,
                        ADA + " 2026-01-29 6 | 10 | 11" + third,
                        ADA + " 2026-01-30 6 | 15 | 16" + third,
                        ADA + " 2026-01-31 6 | -5 | -4" + third);
    }

    @Test
    void a_day_is_an_accounts_from_its_first_transaction_on_and_not_for_a_hold() {
        assertThat(rows("balances.account_days"))
                .containsExactlyInAnyOrder(
                        ADA + " 2026-01-31 | 2",
                        ADA + " 2026-01-29 | 4",
                        ADA + " 2026-01-30 | 5",
                        CHARLES + " 2026-01-31 | 2");
    }

    @Test
    void an_accounts_days_add_up_what_came_in_and_went_out_on_both_axes() {
        assertThat(rows("reporting.account_days"))
                .containsExactlyInAnyOrder(
                        "VALUE 2026-01-31 " + ADA + " | 2 | 100 | 120",
                        "VALUE 2026-01-29 " + ADA + " | 2 | 11 | 0",
                        "VALUE 2026-01-30 " + ADA + " | 1 | 5 | 0",
                        "VALUE 2026-01-31 " + CHARLES + " | 2 | 120 | 20",
                        "BOOKING 2026-01-31 " + ADA + " | 5 | 116 | 120",
                        "BOOKING 2026-01-31 " + CHARLES + " | 2 | 120 | 20");
    }

    @Test
    void the_ledgers_days_add_up_the_debits_and_credits_of_each_of_its_accounts_on_both_axes() {
        assertThat(rows("reporting.ledger_days"))
                .containsExactlyInAnyOrder(
                        "VALUE 2026-01-29 EUR 1000 | 11 | 0",
                        "VALUE 2026-01-29 EUR 2000 | 0 | 11",
                        "VALUE 2026-01-30 EUR 1000 | 5 | 0",
                        "VALUE 2026-01-30 EUR 2000 | 0 | 5",
                        "VALUE 2026-01-31 EUR 1000 | 100 | 20",
                        "VALUE 2026-01-31 EUR 2000 | 140 | 220",
                        "VALUE 2026-01-31 EUR 2900 | 120 | 120",
                        "BOOKING 2026-01-31 EUR 1000 | 116 | 20",
                        "BOOKING 2026-01-31 EUR 2000 | 140 | 236",
                        "BOOKING 2026-01-31 EUR 2900 | 120 | 120");
    }

    @Test
    void the_ledgers_blocks_add_up_4096_positions_each() {
        // Ada's deposit is the last of the first block, and her transfer the first of the second.
        List<LogEvent> log = Run.whole().log().stream()
                .map(event -> event.at(event.position() + 4092, event.hash()))
                .toList();

        assertThat(rows("reporting.ledger_blocks", log))
                .containsExactlyInAnyOrder(
                        "0 EUR 1000 | 100 | 0",
                        "0 EUR 2000 | 0 | 100",
                        "1 EUR 1000 | 0 | 20",
                        "1 EUR 2000 | 140 | 120",
                        "1 EUR 2900 | 120 | 120");
    }
}
