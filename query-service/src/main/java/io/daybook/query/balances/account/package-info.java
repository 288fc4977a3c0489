/** Accounts as they are now, their holds, and the guard that every question about one account passes. */
@NullMarked
package io.daybook.query.balances.account;

import org.jspecify.annotations.NullMarked;
