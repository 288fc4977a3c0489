package io.daybook.query.balances;

/**
 * Whose account it is.
 *
 * @param name as the holder writes it
 */
record Holder(String name) {}
