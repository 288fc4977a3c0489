package io.daybook.query.catalogue;

/** Whether a product takes new accounts. */
enum ProductStatus {
    /** It does. */
    PUBLISHED,
    /** It does not any more. */
    RETIRED
}
