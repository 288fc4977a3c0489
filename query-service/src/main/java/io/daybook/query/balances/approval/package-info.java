/** Actions that need a second person's approval. */
@NullMarked
package io.daybook.query.balances.approval;

import org.jspecify.annotations.NullMarked;
