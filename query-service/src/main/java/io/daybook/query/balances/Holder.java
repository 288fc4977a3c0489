package io.daybook.query.balances;

import org.jspecify.annotations.Nullable;

/**
 * Whose account it is.
 *
 * @param customerId the bank's name for the customer, the same on all of the customer's accounts; null on accounts that were
 *     opened before customers had one
 * @param name as the holder writes it
 */
record Holder(@Nullable String customerId, String name) {}
