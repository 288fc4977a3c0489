package io.daybook.query.balances.history;

import static java.util.Objects.requireNonNull;

import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountQueries;
import io.daybook.query.database.ReadPersistence;
import io.daybook.query.http.Limit;
import io.daybook.serviceweb.Problem;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads day-end balances that backdated lines changed. */
@Component
class RestatementQueries {

    private final RestatedDayRepository days;
    private final AccountQueries accounts;
    private final TransactionTemplate snapshots;

    RestatementQueries(
            RestatedDayRepository days,
            AccountQueries accounts,
            @Qualifier(BalancesGroup.NAME) PlatformTransactionManager transactions) {
        this.days = days;
        this.accounts = accounts;
        this.snapshots = ReadPersistence.snapshots(transactions);
    }

    /** Cursor position in a list of restatements. */
    record RestatementPosition(long version, LocalDate date) {
        /** Before every restatement: no line has version 0. */
        static final RestatementPosition FIRST = new RestatementPosition(0, LocalDate.EPOCH);
    }

    /**
     * The restatements of an account in the order in which they happened.
     *
     * @throws Problem if the account is unknown
     */
    List<Restatement> after(UUID account, RestatementPosition after, Limit limit) {
        var rows = org.springframework.data.domain.Limit.of(limit.rows());
        return requireNonNull(snapshots.execute(snapshot -> {
            Currency currency = accounts.currency(account);
            return days.findAfter(account, after.version(), after.date(), rows).stream()
                    .map(day -> day.restatement(currency))
                    .toList();
        }));
    }
}
