package io.daybook.query.balances.customer;

import io.daybook.query.balances.account.AccountStatus;
import io.daybook.query.balances.account.AccountSummary;
import io.daybook.query.balances.account.Holder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account, as part of the personal data of its customer.
 *
 * @param statement the path of the account's statement
 */
record CustomerAccount(
        UUID accountId,
        Holder holder,
        @Nullable String productCode,
        String currency,
        AccountStatus status,
        Instant openedAt,
        String statement) {

    static CustomerAccount of(AccountSummary account) {
        return new CustomerAccount(
                account.accountId(),
                account.holder(),
                account.productCode(),
                account.currency(),
                account.status(),
                account.openedAt(),
                "/v1/accounts/%s/statement".formatted(account.accountId()));
    }
}
