/** The reporting view: the bank's ledger in double entry, with running totals by day and by position. */
@NullMarked
package io.daybook.projector.reporting;

import org.jspecify.annotations.NullMarked;
