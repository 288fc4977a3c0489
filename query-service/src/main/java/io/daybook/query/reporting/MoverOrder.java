package io.daybook.query.reporting;

/** What makes an account a large mover. */
enum MoverOrder {
    /** How far its balance moved, up or down. */
    NET,
    /** What came in and what went out, added up. */
    GROSS
}
