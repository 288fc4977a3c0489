package io.daybook.query.balances.limit;

import io.daybook.events.Money;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.Limit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Accounts that the bank's own debits left below their limits. */
@Component
class LimitBreachQueries {

    private static final String OF_ALL = """
            select breach.*, debit.event_id as debit_id, debit.type, debit.amount, accounts.currency
            from   limit_breaches breach
            join   transactions debit on  debit.account_id = breach.account_id
                                      and debit.version = breach.transaction_version
            join   accounts on accounts.account_id = breach.account_id
            where  breach.position < :before
            order  by breach.position desc
            limit  :rows
            """;

    private static final String OF_ONE = """
            select breach.*, debit.event_id as debit_id, debit.type, debit.amount, accounts.currency
            from   limit_breaches breach
            join   transactions debit on  debit.account_id = breach.account_id
                                      and debit.version = breach.transaction_version
            join   accounts on accounts.account_id = breach.account_id
            where  breach.account_id = :account
            and    breach.position < :before
            order  by breach.position desc
            limit  :rows
            """;

    private final ReadDatabase database;

    LimitBreachQueries(@Qualifier(BalancesGroup.NAME) ReadDatabase database) {
        this.database = database;
    }

    /**
     * The breaches, newest first.
     *
     * @param account of this account, or null for all
     * @param before only those at positions before this one
     */
    List<LimitBreach> newest(@Nullable UUID account, long before, Limit limit) {
        var statement = account == null
                ? database.jdbc().sql(OF_ALL)
                : database.jdbc().sql(OF_ONE).param("account", account);
        return statement
                .param("before", before)
                .param("rows", limit.rows())
                .query((row, rowNumber) -> breach(row))
                .list();
    }

    private static LimitBreach breach(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        return new LimitBreach(
                row.getLong("position"),
                row.getObject("account_id", UUID.class),
                row.getObject("debit_id", UUID.class),
                row.getString("type"),
                new Money(row.getBigDecimal("amount"), currency).value(),
                currency.getCurrencyCode(),
                row.getObject("first_day", LocalDate.class),
                new Money(row.getBigDecimal("balance"), currency).value(),
                new Money(row.getBigDecimal("overdraft_limit"), currency).value(),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getString("actor"));
    }
}
