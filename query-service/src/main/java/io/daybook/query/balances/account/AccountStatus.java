package io.daybook.query.balances.account;

/** Status of an account. */
public enum AccountStatus {
    /** Money may come and go. */
    OPEN,
    /** Money may come, none may go. */
    FROZEN,
    /** No movement is possible any more. */
    CLOSED
}
