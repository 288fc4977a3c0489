package io.daybook.query.balances.approval;

/** Status of an action that needs approval. */
enum ApprovalStatus {
    /** It waits for a second person. */
    PENDING,
    /** It was approved and carried out. */
    APPROVED,
    /** It was rejected. */
    REJECTED,
    /** Nobody decided in time. */
    EXPIRED
}
