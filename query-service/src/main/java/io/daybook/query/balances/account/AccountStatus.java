package io.daybook.query.balances.account;

/** Status of an account. */
public enum AccountStatus {
    /** Everything. */
    OPEN,
    /** Money may come, none may go. */
    FROZEN,
    /** Nothing any more. */
    CLOSED
}
