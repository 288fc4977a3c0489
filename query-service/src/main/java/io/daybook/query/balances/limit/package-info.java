/** Debits of the bank's own that left an account below its limit. */
@NullMarked
package io.daybook.query.balances.limit;

import org.jspecify.annotations.NullMarked;
