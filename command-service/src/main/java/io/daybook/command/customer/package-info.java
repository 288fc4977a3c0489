/**
 * Customers over REST, as far as the bank forgets them, and the job that destroys their keys
 * ({@link io.daybook.command.customer.KeyErasureJob}).
 */
@NullMarked
package io.daybook.command.customer;

import org.jspecify.annotations.NullMarked;
