package io.daybook.query.reporting;

/** Measure by which the largest movers are ranked. */
enum MoverOrder {
    /** Net movement of the balance, up or down. */
    NET,
    /** Inflow and outflow added up. */
    GROSS
}
