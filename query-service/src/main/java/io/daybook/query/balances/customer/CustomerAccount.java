package io.daybook.query.balances.customer;

import io.daybook.query.balances.account.AccountStatus;
import io.daybook.query.balances.account.Holder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account, as its customer is told what is held.
 *
 * @param statement the path at which every movement is told, page by page
 */
record CustomerAccount(
        UUID accountId,
        Holder holder,
        @Nullable String productCode,
        String currency,
        AccountStatus status,
        Instant openedAt,
        String statement) {}
