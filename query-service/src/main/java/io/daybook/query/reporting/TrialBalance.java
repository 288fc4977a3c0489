package io.daybook.query.reporting;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's balances. Amounts are in major units of their currency.
 *
 * @param by kind of date by which the postings were chosen; absent if they were chosen by position
 * @param asOf the last day that counts; absent if all days do
 * @param atPosition the last position that counts; absent if the postings were chosen by date
 * @param position the highest position of the log that the view has
 * @param items every account of the ledger, in each currency that has postings
 * @param totals one a currency; the difference is zero, whatever was asked for
 */
record TrialBalance(
        @Nullable DateBasis by,
        @Nullable LocalDate asOf,
        @Nullable Long atPosition,
        long position,
        List<LedgerBalance> items,
        List<LedgerTotal> totals) {

    /**
     * An account of the ledger in one currency.
     *
     * @param ledgerAccount its code in the chart of accounts
     * @param kind ASSET, LIABILITY, INCOME or EXPENSE
     * @param debit the sum of its debits
     * @param credit the sum of its credits
     * @param balance debits less credits
     */
    record LedgerBalance(
            String currency,
            String ledgerAccount,
            String name,
            String kind,
            BigDecimal debit,
            BigDecimal credit,
            BigDecimal balance) {}

    /**
     * All accounts together in one currency.
     *
     * @param difference debits less credits: zero
     */
    record LedgerTotal(String currency, BigDecimal debit, BigDecimal credit, BigDecimal difference) {}
}
