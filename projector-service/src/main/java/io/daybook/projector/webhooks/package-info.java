/** The webhooks view: events for outside systems, queued with the checkpoint, sent signed, in order and until they arrive. */
@NullMarked
package io.daybook.projector.webhooks;

import org.jspecify.annotations.NullMarked;
