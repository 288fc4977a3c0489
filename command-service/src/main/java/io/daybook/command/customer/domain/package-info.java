/**
 * The domain of customers: the commands ({@link io.daybook.command.customer.domain.CustomerCommand}), the rules by which they are decided ({@link io.daybook.command.customer.domain.CustomerDecider}),
 * and the state that the events lead to ({@link io.daybook.command.customer.domain.Customer}). Pure: no I/O, no framework, no clock.
 */
@NullMarked
package io.daybook.command.customer.domain;

import org.jspecify.annotations.NullMarked;
