package io.daybook.query.balances.history;

import io.daybook.events.Money;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.balances.account.AccountQueries;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import io.daybook.serviceweb.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Reads day-end balances that backdated lines changed. */
@Component
class RestatementQueries {

    private static final String RESTATEMENTS = """
            select effective_date, version, previous_balance, balance, event_id, recorded_at
            from   restated_days
            where  account_id = :account
            and    version >= :version
            and    (version, effective_date) > (:version, :date)
            order  by version, effective_date
            limit  :rows
            """;

    private final ReadDatabase database;
    private final AccountQueries accounts;

    RestatementQueries(@Qualifier(BalancesGroup.NAME) ReadDatabase database, AccountQueries accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    /** Cursor position in a list of restatements. */
    record RestatementPosition(long version, LocalDate date) {
        /** Before every restatement. */
        static final RestatementPosition FIRST = new RestatementPosition(0, LocalDate.MIN);
    }

    /**
     * The restatements of an account in the order in which they happened.
     *
     * @throws Problem if the account is unknown
     */
    List<Restatement> after(UUID account, RestatementPosition after, Limit limit) {
        return database.inOneSnapshot(() -> {
            Currency currency = accounts.currency(account);
            return database.jdbc()
                    .sql(RESTATEMENTS)
                    .param("account", account)
                    .param("version", after.version())
                    .param("date", after.date())
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> restatement(row, currency))
                    .list();
        });
    }

    private static Restatement restatement(ResultSet row, Currency currency) throws SQLException {
        return new Restatement(
                row.getObject("effective_date", LocalDate.class),
                new Money(row.getBigDecimal("previous_balance"), currency).value(),
                new Money(row.getBigDecimal("balance"), currency).value(),
                currency.getCurrencyCode(),
                row.getObject("event_id", UUID.class),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getLong("version"));
    }
}
