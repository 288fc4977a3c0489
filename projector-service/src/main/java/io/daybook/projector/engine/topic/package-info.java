/** The topic that views are filled from: its id, its end, and readers outside every consumer group. */
@NullMarked
package io.daybook.projector.engine.topic;

import org.jspecify.annotations.NullMarked;
