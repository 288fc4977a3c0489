/**
 * Customers, as far as the bank forgets them: what can be asked ({@link io.daybook.command.customer.CustomerCommand}), how that
 * is decided ({@link io.daybook.command.customer.CustomerDecider}), and how the keys come to be destroyed
 * ({@link io.daybook.command.customer.KeyErasureJob}).
 */
@NullMarked
package io.daybook.command.customer;

import org.jspecify.annotations.NullMarked;
