/** Addresses to which webhooks may go. */
@NullMarked
package io.daybook.projector.webhooks.address;

import org.jspecify.annotations.NullMarked;
