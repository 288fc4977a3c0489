package io.daybook.query.balances.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as it is now. Amounts are in major units of its currency.
 *
 * @param balance the sum of all its transactions
 * @param available amount that may leave it: the balance less what is held, plus the overdraft limit
 * @param held amount that its holds set aside, leaving out those whose time is over
 * @param overdraftLimit amount by which the balance may go below zero
 * @param version the stream version of the last event that is in here
 * @param position the log position of that event
 * @param holdsRanOut true if holds that are still in the log no longer count; the version does not show that
 */
@Schema(name = "Account")
public record AccountResponse(
        UUID accountId,
        Holder holder,
        @Nullable String productCode,
        String currency,
        AccountStatus status,
        BigDecimal balance,
        BigDecimal available,
        BigDecimal held,
        BigDecimal overdraftLimit,
        long version,
        long position,
        Instant openedAt,
        Instant updatedAt,
        @JsonIgnore boolean holdsRanOut) {

    /** The same account with its holder decrypted. */
    AccountResponse withHolder(Holder opened) {
        return new AccountResponse(
                accountId,
                opened,
                productCode,
                currency,
                status,
                balance,
                available,
                held,
                overdraftLimit,
                version,
                position,
                openedAt,
                updatedAt,
                holdsRanOut);
    }
}
