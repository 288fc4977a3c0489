/**
 * Customers over REST, as far as the bank forgets them or has to remember them; the erasures whose time has come
 * ({@link io.daybook.command.customer.DueErasures}), and the job that destroys keys
 * ({@link io.daybook.command.customer.KeyErasureJob}).
 */
@NullMarked
package io.daybook.command.customer;

import org.jspecify.annotations.NullMarked;
