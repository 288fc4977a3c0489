package io.daybook.query.balances;

/** What may happen on an account. */
enum AccountStatus {
    /** Everything. */
    OPEN,
    /** Money may come, none may go. */
    FROZEN,
    /** Nothing any more. */
    CLOSED
}
