package io.daybook.query.balances.approval;

/** Status of a payment that needs approval. */
enum ApprovalStatus {
    /** It waits for a second person. */
    PENDING,
    /** It was approved and made. */
    APPROVED,
    /** It was rejected. */
    REJECTED
}
