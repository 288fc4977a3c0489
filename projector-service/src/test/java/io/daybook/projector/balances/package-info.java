@NullMarked
package io.daybook.projector.balances;

import org.jspecify.annotations.NullMarked;
