/** The balances view: what tellers and customers ask for. */
@NullMarked
package io.daybook.projector.balances;

import org.jspecify.annotations.NullMarked;
