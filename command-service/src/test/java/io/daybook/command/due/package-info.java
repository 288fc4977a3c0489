/** Tests of what waits for a time. */
@NullMarked
package io.daybook.command.due;

import org.jspecify.annotations.NullMarked;
