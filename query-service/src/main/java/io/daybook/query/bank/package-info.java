/** Facts about the bank that more than one group of queries goes by. */
@NullMarked
package io.daybook.query.bank;

import org.jspecify.annotations.NullMarked;
