/** Products over REST: the bank's offers and their terms. */
@NullMarked
package io.daybook.command.product;

import org.jspecify.annotations.NullMarked;
