/** The event log itself, as far as views are built from it and compared with it: read by a role that can only read. */
@NullMarked
package io.daybook.projector.engine.log;

import org.jspecify.annotations.NullMarked;
