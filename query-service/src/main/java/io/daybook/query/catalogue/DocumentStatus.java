package io.daybook.query.catalogue;

/** Status of a document's review. */
enum DocumentStatus {
    /** Nothing yet. */
    SUBMITTED,
    /** It is good. */
    ACCEPTED,
    /** It is not. */
    REJECTED
}
