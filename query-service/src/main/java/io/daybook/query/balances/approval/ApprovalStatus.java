package io.daybook.query.balances.approval;

/** Status of a payment that needs approval. */
enum ApprovalStatus {
    /** It waits for a second person. */
    PENDING,
    /** It was made. */
    APPROVED,
    /** It will not be made. */
    REJECTED
}
