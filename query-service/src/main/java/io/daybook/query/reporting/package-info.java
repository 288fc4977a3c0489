/** What the bank's books say: the ledger, totals by day, flows, movers, accounts at rest. Reads the view of the same name. */
@NullMarked
package io.daybook.query.reporting;

import org.jspecify.annotations.NullMarked;
