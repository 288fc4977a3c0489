/** Webhooks: on real servers, to a receiver that is real, too. */
@NullMarked
package io.daybook.projector.webhooks;

import org.jspecify.annotations.NullMarked;
