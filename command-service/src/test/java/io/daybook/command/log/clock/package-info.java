@NullMarked
package io.daybook.command.log.clock;

import org.jspecify.annotations.NullMarked;
