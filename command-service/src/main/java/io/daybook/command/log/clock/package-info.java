/** Time by which events are recorded: the instance's clock, as far as it agrees with the database's. No I/O. */
@NullMarked
package io.daybook.command.log.clock;

import org.jspecify.annotations.NullMarked;
