package io.daybook.query.balances.account;

import io.daybook.access.Identity;
import io.daybook.query.balances.BalancesGroup;
import io.daybook.query.consistency.VersionNotReachedException;
import io.daybook.query.consistency.VersionWaits;
import io.daybook.query.database.ReadDatabase;
import io.daybook.query.http.AtLeastVersion;
import io.daybook.query.reads.ShownAccounts;
import io.daybook.serviceweb.Problem;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Waits for the version that a question about one account demands, and lets customers see only their own accounts. */
@Component
public class AccountAccessGuard {

    private static final String CUSTOMER = """
            select customer_id
            from   accounts
            where  account_id = :account
            """;

    private static final String IS_KNOWN = """
            select exists (
              select
              from   accounts
              where  account_id = :account
            ) as is_known
            """;

    private static final Logger LOG = LoggerFactory.getLogger(AccountAccessGuard.class);
    private static final AtLeastVersion OPENED = new AtLeastVersion(1);

    private final ReadDatabase database;
    private final VersionWaits waits;

    AccountAccessGuard(
            @Qualifier(BalancesGroup.NAME) ReadDatabase database, @Qualifier(BalancesGroup.NAME) VersionWaits waits) {
        this.database = database;
        this.waits = waits;
    }

    /**
     * Returns once the view has the version, if the caller may see the account.
     *
     * @throws Problem if the caller may not; neither the answer nor how long it takes tells a customer whether the account
     *     exists, nor its version
     */
    public void awaitAndAuthorize(UUID account, @Nullable AtLeastVersion atLeastVersion, Identity caller) {
        if (atLeastVersion != null && caller.customerId().isPresent() && !caller.reaches(customerOf(account))) {
            awaitOpening(account);
        }
        authorize(account, caller);
        waits.await(account, atLeastVersion);
    }

    /** Waits for an account that the view has not seen: it may be the customer's own. For one of somebody else, just as long. */
    private void awaitOpening(UUID account) {
        UUID awaited = isKnown(account) ? UUID.randomUUID() : account;
        try {
            waits.await(awaited, OPENED);
        } catch (VersionNotReachedException notYet) {
            LOG.debug("An account that a customer asks for was not opened meanwhile.", notYet);
        }
    }

    /**
     * Returns if the caller may see the account. An account's customer never changes, so an authorization stays valid.
     *
     * @throws Problem if the caller may not
     */
    public void authorize(UUID account, Identity caller) {
        ShownAccounts.add(account);
        if (caller.customerId().isPresent() && !caller.reaches(customerOf(account))) {
            throw new Problem(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "The token is limited to the accounts of another customer. If this one was opened just now, ask "
                            + "again with atLeastVersion=1.");
        }
    }

    private boolean isKnown(UUID account) {
        return database.jdbc()
                .sql(IS_KNOWN)
                .param("account", account)
                .query((row, rowNumber) -> row.getBoolean("is_known"))
                .single();
    }

    private Optional<String> customerOf(UUID account) {
        return database.jdbc()
                .sql(CUSTOMER)
                .param("account", account)
                .query((row, rowNumber) -> Optional.ofNullable(row.getString("customer_id")))
                .optional()
                .flatMap(customer -> customer);
    }
}
