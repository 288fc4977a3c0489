package io.daybook.query.balances;

/** What became of a payment that takes two people. */
enum ApprovalStatus {
    /** It waits for a second person. */
    PENDING,
    /** It was made. */
    APPROVED,
    /** It will not be made. */
    REJECTED
}
