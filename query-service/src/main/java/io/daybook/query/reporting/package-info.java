/**
 * Reports on the bank's books: the ledger, daily totals, flows, largest movers, dormant accounts. Reads the view of the same
 * name.
 */
@NullMarked
package io.daybook.query.reporting;

import org.jspecify.annotations.NullMarked;
