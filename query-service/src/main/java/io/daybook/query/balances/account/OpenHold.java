package io.daybook.query.balances.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money set aside.
 *
 * @param amount in major units of the currency
 * @param expiresAt time from which it no longer counts; absent if it does not end by itself
 */
record OpenHold(
        UUID holdId,
        BigDecimal amount,
        String currency,
        @Nullable Instant expiresAt,
        Instant placedAt,
        @Nullable String reason,
        @Nullable String reference) {}
