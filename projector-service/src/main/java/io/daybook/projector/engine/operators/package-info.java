/** Operators' paths: views, parked events, rebuilds and generations. */
@NullMarked
package io.daybook.projector.engine.operators;

import org.jspecify.annotations.NullMarked;
