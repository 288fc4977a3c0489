/**
 * Terms of applying records to a view in any store: checkpoints, received records, and the faults that are an event's
 * own.
 */
@NullMarked
package io.daybook.projector.engine.projection;

import org.jspecify.annotations.NullMarked;
