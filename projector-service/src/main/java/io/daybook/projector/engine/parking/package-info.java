/** Contract of parked events, for operators: to look at, and to try again. */
@NullMarked
package io.daybook.projector.engine.parking;

import org.jspecify.annotations.NullMarked;
