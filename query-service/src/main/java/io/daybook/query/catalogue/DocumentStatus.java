package io.daybook.query.catalogue;

/** What a reviewer has made of a document. */
enum DocumentStatus {
    /** Nothing yet. */
    SUBMITTED,
    /** It is good. */
    ACCEPTED,
    /** It is not. */
    REJECTED
}
