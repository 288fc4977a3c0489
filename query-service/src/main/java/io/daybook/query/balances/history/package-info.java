/** Balances on two axes of time, by value date and as known at a moment, and the restatements of past days. */
@NullMarked
package io.daybook.query.balances.history;

import org.jspecify.annotations.NullMarked;
