package io.daybook.query.catalogue;

/** Status of a product. */
enum ProductStatus {
    /** It takes new accounts. */
    PUBLISHED,
    /** It takes no new accounts any more. */
    RETIRED
}
