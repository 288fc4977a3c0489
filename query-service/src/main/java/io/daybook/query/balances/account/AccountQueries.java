package io.daybook.query.balances.account;

import static java.util.Objects.requireNonNull;

import io.daybook.events.Money;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.database.BatchingLoader;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.database.UuidArray;
import io.daybook.query.http.AccountProblems;
import io.daybook.query.http.Limit;
import io.daybook.query.privacy.PersonalDataDecryptor;
import io.daybook.serviceweb.Problem;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** One account and its holds. */
@Component
public class AccountQueries {

    /**
     * The hot read: each account and its holder by their keys, and another look only where something is held. One row at most
     * for each, so that there is one way to go, by the index. Of an array out of a query Postgres guesses the same length
     * however long it is; with the parameter's own length a plan for these few would always seem better than the one that is
     * kept, and each statement would be planned anew, which takes about as long as to run it.
     */
    private static final String ACCOUNTS = """
            select account.*
            from   unnest(array(select unnest(?::uuid[]))) as wanted (account_id)
            cross  join lateral (
                       select accounts.account_id,
                              customer_id,
                              holders.name,
                              holders.email,
                              holders.address,
                              product_code,
                              currency,
                              status,
                              balance,
                              held,
                              case when held <> 0
                                   then (select sum(amount)
                                         from   holds
                                         where  holds.account_id = accounts.account_id
                                         and    expires_at <= now())
                              end as expired,
                              overdraft_limit,
                              version,
                              position,
                              opened_at,
                              updated_at
                       from   accounts
                       left   join holders
                       on     holders.account_id = accounts.account_id
                       where  accounts.account_id = wanted.account_id
                       limit  1
                   ) as account
            """;

    private static final String CURRENCY = """
            select currency
            from   accounts
            where  account_id = :account
            """;

    private static final String OPEN_HOLDS = """
            select hold_id, amount, expires_at, placed_at, reason, reference
            from   holds
            where  account_id = :account
            and    (expires_at is null or expires_at > now())
            and    (placed_at, hold_id) > (:placedAt, :holdId)
            order  by placed_at, hold_id
            limit  :rows
            """;

    private static final String OPEN_HOLD = """
            select hold_id, amount, expires_at, placed_at, reason, reference
            from   holds
            where  account_id = :account
            and    hold_id = :hold
            and    (expires_at is null or expires_at > now())
            """;

    private final ReadDatabase database;
    private final PersonalDataDecryptor decryptor;
    private final BatchingLoader<UUID, AccountResponse> accounts = new BatchingLoader<>(this::accounts);

    AccountQueries(@Qualifier(BalancesGroup.NAME) ReadDatabase database, PersonalDataDecryptor decryptor) {
        this.database = database;
        this.decryptor = decryptor;
    }

    /**
     * The account.
     *
     * @throws Problem if it is unknown
     */
    public AccountResponse account(UUID account) {
        return opened(accounts.find(account).orElseThrow(AccountProblems::unknownAccount));
    }

    private Map<UUID, AccountResponse> accounts(Collection<UUID> ids) {
        return database
                .jdbc()
                .sql(ACCOUNTS)
                .param(UuidArray.of(ids))
                .query((row, rowNumber) -> account(row))
                .list()
                .stream()
                .collect(Collectors.toMap(AccountResponse::accountId, Function.identity()));
    }

    private AccountResponse opened(AccountResponse account) {
        Holder holder = account.holder();
        return account.withHolder(
                holder.opened(decryptor.decrypt(Stream.of(holder.name(), holder.email(), holder.address()))));
    }

    /**
     * Its currency.
     *
     * @throws Problem if the account is unknown
     */
    public Currency currency(UUID account) {
        return database.jdbc()
                .sql(CURRENCY)
                .param("account", account)
                .query(String.class)
                .optional()
                .map(Currency::getInstance)
                .orElseThrow(AccountProblems::unknownAccount);
    }

    /**
     * Its holds that count, oldest first.
     *
     * @param after place where the page begins
     * @throws Problem if the account is unknown
     */
    List<OpenHold> openHolds(UUID account, HoldPosition after, Limit limit) {
        return database.inOneSnapshot(() -> {
            Currency currency = currency(account);
            return database.jdbc()
                    .sql(OPEN_HOLDS)
                    .param("account", account)
                    .param("placedAt", after.placedAt())
                    .param("holdId", after.holdId())
                    .param("rows", limit.rows())
                    .query((row, rowNumber) -> openHold(row, currency))
                    .list();
        });
    }

    /**
     * One of its holds that count.
     *
     * @throws Problem if the account is unknown, or has no such hold open
     */
    OpenHold openHold(UUID account, UUID hold) {
        return database.inOneSnapshot(() -> {
            Currency currency = currency(account);
            return database.jdbc()
                    .sql(OPEN_HOLD)
                    .param("account", account)
                    .param("hold", hold)
                    .query((row, rowNumber) -> openHold(row, currency))
                    .optional()
                    .orElseThrow(AccountProblems::unknownHold);
        });
    }

    /** Cursor position in a list of holds. */
    record HoldPosition(OffsetDateTime placedAt, UUID holdId) {
        /** Before every hold. */
        static final HoldPosition FIRST = new HoldPosition(OffsetDateTime.MIN, new UUID(0, 0));
    }

    private static AccountResponse account(ResultSet row) throws SQLException {
        Currency currency = Currency.getInstance(row.getString("currency"));
        BigDecimal balance = amount(row.getBigDecimal("balance"), currency);
        BigDecimal expired = row.getBigDecimal("expired");
        BigDecimal held = row.getBigDecimal("held");
        BigDecimal counting = amount(expired == null ? held : held.subtract(expired), currency);
        BigDecimal overdraftLimit = amount(row.getBigDecimal("overdraft_limit"), currency);
        return new AccountResponse(
                row.getObject("account_id", UUID.class),
                new Holder(
                        row.getString("customer_id"),
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("address"),
                        null),
                row.getString("product_code"),
                currency.getCurrencyCode(),
                AccountStatus.valueOf(row.getString("status")),
                balance,
                balance.subtract(counting).add(overdraftLimit),
                counting,
                overdraftLimit,
                row.getLong("version"),
                row.getLong("position"),
                instant(row, "opened_at"),
                instant(row, "updated_at"),
                expired != null);
    }

    private static OpenHold openHold(ResultSet row, Currency currency) throws SQLException {
        return new OpenHold(
                row.getObject("hold_id", UUID.class),
                amount(row.getBigDecimal("amount"), currency),
                currency.getCurrencyCode(),
                optionalInstant(row, "expires_at"),
                instant(row, "placed_at"),
                row.getString("reason"),
                row.getString("reference"));
    }

    private static BigDecimal amount(BigDecimal value, Currency currency) {
        return new Money(value, currency).value();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
    }

    private static @Nullable Instant optionalInstant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
