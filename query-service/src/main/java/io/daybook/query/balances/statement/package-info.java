/** Statements and their lines, in the order of booking or by value date. */
@NullMarked
package io.daybook.query.balances.statement;

import org.jspecify.annotations.NullMarked;
