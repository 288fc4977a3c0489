package io.daybook.query.catalogue;

/** Status of a document's review. */
enum DocumentStatus {
    /** No reviewer has decided yet. */
    SUBMITTED,
    /** A reviewer accepted it. */
    ACCEPTED,
    /** A reviewer rejected it. */
    REJECTED
}
