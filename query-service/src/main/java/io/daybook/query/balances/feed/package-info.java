/** Accounts as they change, over server-sent events. */
@NullMarked
package io.daybook.query.balances.feed;

import org.jspecify.annotations.NullMarked;
