/** Personal data held of a customer, for the customer's right of access. */
@NullMarked
package io.daybook.query.balances.customer;

import org.jspecify.annotations.NullMarked;
